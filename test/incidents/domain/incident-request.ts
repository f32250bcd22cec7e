import { ContractState } from '../../../src/contracts/domain/contract-state';
import { contractYearOn } from '../../../src/contracts/domain/contract-dates';
import { IncidentFacts, IncidentRequest, Reporter } from '../../../src/incidents/domain/incident-facts';
import { decideOpenIncident } from '../../../src/incidents/domain/open-incident';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { dateAt, localDate } from '../../../src/shared/domain/local-date';
import { Refusal } from '../../../src/shared/domain/refusal';
import { publishedPlan, publishedProvider } from '../../support/published-catalog';

/** A Wednesday, inside the windows of every plan. */
export const RECEIVED_AT = new Date('2026-06-10T10:00:00Z');

export const ada: Reporter = {
  id: '3',
  contractId: '1',
  customerId: '7',
  providerId: 'it-novum',
  name: 'Ada',
  email: 'ada@example.com',
  phone: '+49 661 103 0',
  since: new Date('2026-02-10T09:00:00Z'),
  until: null,
};

export const complete: IncidentRequest = {
  receivedAt: RECEIVED_AT,
  reporter: ada,
  channel: 'EMAIL',
  impact: 'CRITICAL',
  testSystem: false,
  product: 'openitcockpit-enterprise',
  productVersion: '4.8.2',
  report: { platformVersion: 'Debian 12', description: 'The web interface does not answer.' },
};

/** A contract of it-novum, active from 2026-03-12 by Berlin's clock, that has used nothing. */
export function factsOf(
  ...[provider, code, changes]: [...Parameters<typeof publishedPlan>, Partial<IncidentFacts>?]
): IncidentFacts {
  const plan = publishedPlan(provider, code);
  const state = {
    id: '1',
    number: 'K-1',
    customerId: '7',
    providerId: provider,
    region: 'EUROPE',
    timeZone: plan.timeZone,
    activatesOn: localDate('2026-03-12'),
    termMonths: 12,
    noticeEndsOn: null,
    cancelledAt: null,
    suspendedSince: null,
  } as ContractState;
  return {
    state,
    partnerId: null,
    provider: publishedProvider(provider),
    plan,
    quotaPlan: plan,
    contractYear: contractYearOn(state.activatesOn, dateAt(RECEIVED_AT, state.timeZone)),
    usedInYear: 0,
    ...changes,
  };
}

/** Every refusal of the complete request with the changes, asked at the instant of receipt unless told otherwise. */
export function refusalsFor(
  facts: IncidentFacts,
  changes: Partial<IncidentRequest> = {},
  now = changes.receivedAt ?? RECEIVED_AT,
): readonly Refusal[] {
  return refusalsOf(decideOpenIncident(facts, { ...complete, ...changes }, now));
}

export function codesFor(...question: Parameters<typeof refusalsFor>): string[] {
  return refusalsFor(...question).map((refusal) => refusal.code);
}
