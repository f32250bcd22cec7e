import { DecisionFragment } from '../gql/graphql';
import { instant, words } from '../time/format';
import { Badge, Tone } from '../ui/Badge';
import { QuotaBar } from '../ui/QuotaBar';

type Outcome = DecisionFragment['rules'][number]['outcome'];

const TONES: Readonly<Record<Outcome, Tone>> = { PASSED: 'good', FAILED: 'bad', NOT_JUDGED: 'plain' };
const NAMES: Readonly<Record<Outcome, string>> = {
  PASSED: 'Passed',
  FAILED: 'Failed',
  NOT_JUDGED: 'Not checked',
};

/** Yes or no, then every rule with its numbers, and the plans under which it would be yes. */
export function DecisionView({ decision, timeZone }: { decision: DecisionFragment; timeZone: string }) {
  const { allowed, rules, quota, responseDueAt, effectiveImpact, allowedByPlans } = decision;
  return (
    <div className="decision" role="status">
      <p className={allowed ? 'yes' : 'no'}>{allowed ? 'Yes.' : 'No.'}</p>
      {responseDueAt && (
        <p>
          The first response would be due on <strong>{instant(responseDueAt)}</strong>
          {effectiveImpact && `, as impact ${words(effectiveImpact).toLowerCase()}`}.
        </p>
      )}
      {quota && <QuotaBar name="The limit that it draws on" quota={quota} timeZone={timeZone} />}
      <ul className="rules">
        {rules.map(({ rule, outcome, explanation }) => (
          <li key={rule}>
            <Badge tone={TONES[outcome]}>{NAMES[outcome]}</Badge>
            <span>{explanation}</span>
            <code>{rule}</code>
          </li>
        ))}
      </ul>
      {!allowed && allowedByPlans.length > 0 && (
        <p>
          It would be allowed with <strong>{allowedByPlans.map(({ name }) => name).join(', ')}</strong>.
        </p>
      )}
    </div>
  );
}
