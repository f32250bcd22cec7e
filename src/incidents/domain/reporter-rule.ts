import { failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { CLOCK_TOLERANCE_MS } from '../../shared/domain/instant-rule';
import { IncidentFacts, IncidentRequest, Reporter } from './incident-facts';

const RULE = 'CONTACT_NOT_NAMED';
const PATH = ['input', 'contactId'];

/**
 * Passes where the person was a named contact of the contract at the instant of receipt, or of a contract that the
 * customer's partner has with the same provider. Domain sections 3 (Partners) and 5 (unknown contact).
 */
export function decideReporter(facts: IncidentFacts, { reporter, receivedAt }: IncidentRequest): RuleOutcome {
  if (reporter === undefined) return notJudged(RULE, 'No contact is given.');
  const contract = facts.state.number;
  if (reporter === null || !speaksFor(facts, reporter)) {
    return failedRule(RULE, `The person is not a named contact of contract ${contract}.`, PATH);
  }
  if (wasCurrent(reporter, receivedAt))
    return passed(RULE, `${reporter.name} is a named contact of contract ${contract}.`);
  const message = `${reporter.name} was not a named contact of contract ${contract} at ${receivedAt.toISOString()}.`;
  return failedRule(RULE, message, PATH);
}

function speaksFor({ state, partnerId, provider }: IncidentFacts, reporter: Reporter): boolean {
  if (reporter.contractId === state.id) return true;
  const partnersReport = provider.partnerCustomersStartAtLine > 1;
  return (
    partnersReport &&
    partnerId !== null &&
    reporter.customerId === partnerId &&
    reporter.providerId === provider.id
  );
}

/** A client's clock may be a little behind ours: someone named a moment ago may report at once. */
function wasCurrent({ since, until }: Reporter, receivedAt: Date): boolean {
  const isNamed = since.getTime() <= receivedAt.getTime() + CLOCK_TOLERANCE_MS;
  return isNamed && (until === null || receivedAt < until);
}
