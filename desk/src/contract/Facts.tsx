import { ReactNode } from 'react';
import { day, dayOf, instant, words } from '../time/format';
import { Section } from '../ui/Section';
import { Contract } from './contract-query';

/** Plan, term and dates, and whether support is there now. */
export function Facts({ contract }: { contract: Contract }) {
  const { snapshot, suspension, scheduledPlanChange, notices } = contract;
  const { plan, contractYear } = snapshot;
  const { timeZone } = plan.provider;
  return (
    <Section title="Contract">
      <dl>
        <Fact name="Plan">
          {plan.name}{' '}
          <span className="quiet">
            version {plan.version}, {plan.provider.name}
          </span>
        </Fact>
        <Fact name="Support now">{supportNow(snapshot)}</Fact>
        {contractYear && (
          <Fact name="Contract year">
            {contractYear.number}{' '}
            <span className="quiet">
              from {day(contractYear.from)} to before {day(contractYear.to)}
            </span>
          </Fact>
        )}
        <Fact name="Term">
          {contract.termMonths} months <span className="quiet">active from {day(contract.activatesOn)}</span>
        </Fact>
        {contract.renewsOn && <Fact name="Renews on">{day(contract.renewsOn)}</Fact>}
        {contract.noticeDeadline && <Fact name="Notice until">{day(contract.noticeDeadline)}</Fact>}
        {contract.endsOn && <Fact name="Ends on">{day(contract.endsOn)}</Fact>}
        {notices.map(({ party, endsOn, receivedAt, recordedAt }) => (
          <Fact key={party} name="Notice given">
            by the {party.toLowerCase()} on {dayOf(receivedAt, timeZone)}, for {day(endsOn)}
            {dayOf(recordedAt, timeZone) !== dayOf(receivedAt, timeZone) && (
              <span className="quiet"> recorded on {dayOf(recordedAt, timeZone)}</span>
            )}
          </Fact>
        ))}
        {scheduledPlanChange && (
          <Fact name="Plan to come">
            {scheduledPlanChange.plan.name} from {day(scheduledPlanChange.effectiveOn)}
          </Fact>
        )}
        {suspension && (
          <Fact name="Suspended">
            since {instant(suspension.since)}: {suspension.reason}
          </Fact>
        )}
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function supportNow({ supportReachable, nextOpensAt, openLines }: Contract['snapshot']): string {
  if (supportReachable)
    return openLines === 'NONE' ? 'Reachable' : `Reachable: ${words(openLines).toLowerCase()}`;
  return nextOpensAt ? `Closed until ${instant(nextOpensAt)}` : 'Not reachable';
}
