import { Plan } from '../../../src/catalog/domain/plan';
import { contractYearOn } from '../../../src/contracts/domain/contract-dates';
import { Replay, replay, Usage } from '../../../src/entitlements/domain/replay';
import { UsedBlock } from '../../../src/entitlements/domain/replay-blocks';
import { ReplayFacts } from '../../../src/entitlements/domain/replay-facts';
import { InUse } from '../../../src/entitlements/domain/replay-in-use';
import { UsedRequest } from '../../../src/entitlements/domain/replay-requests';
import { dateAt, localDate, startOfDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { publishedPlan, publishedProvider } from '../../support/published-catalog';

export const [basic, standard, premium] = (['basic', 'standard', 'premium'] as const).map((code) =>
  publishedPlan('it-novum', code),
) as [Plan, Plan, Plan];
export const PLANS = [basic, standard, premium];
/** The first contract year of the contract, by Berlin's clock. */
const YEAR_1 = periodOf('2026-03-15', '2027-03-15');

export function periodOf(from: string, to: string): ReplayFacts['period'] {
  return { from: berlin(from), to: berlin(to) };
}

export function berlin(date: string): Date {
  return startOfDate(localDate(date), 'Europe/Berlin');
}

export function factsOf(plan: Plan, changes: Partial<ReplayFacts> = {}): ReplayFacts {
  const plansThen = new Map(PLANS.map((each) => [each.id, each]));
  return {
    state: contract(),
    provider: publishedProvider('it-novum'),
    plan,
    plansThen,
    period: YEAR_1,
    ...changes,
  };
}

export function request(receivedAt: string, changes: Partial<UsedRequest> = {}): UsedRequest {
  return {
    receivedAt: new Date(receivedAt),
    contractYear: yearOf(new Date(receivedAt)),
    channel: 'EMAIL',
    impact: 'CRITICAL',
    testSystem: false,
    distributedSetup: false,
    startedAtLine: 1,
    product: 'znuny',
    productVersion: '6.5',
    responseDueAt: null,
    region: 'EUROPE',
    planId: premium.id,
    ...changes,
  };
}

export function block(startsAt: string, changes: Partial<UsedBlock> = {}): UsedBlock {
  return {
    startsAt: new Date(startsAt),
    contractYear: yearOf(new Date(startsAt)),
    source: 'INCLUDED',
    ...changes,
  };
}

export function inUse(since: string, until: string | null = null, planId = premium.id): InUse {
  return { since: new Date(since), until: until === null ? null : new Date(until), planId };
}

export function yearOf(instant: Date): number {
  return contractYearOn(contract().activatesOn, dateAt(instant, 'Europe/Berlin'))!.number;
}

export type AnyUsage = Usage<UsedRequest, UsedBlock, InUse, InUse>;

export function replayed(
  facts: ReplayFacts,
  usage: Partial<AnyUsage>,
): Replay<UsedRequest, UsedBlock, InUse, InUse> {
  return replay(facts, { requests: [], blocks: [], contacts: [], satellites: [], openings: [], ...usage });
}
