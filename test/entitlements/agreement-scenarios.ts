import fc from 'fast-check';
import { NOTICE_PARTIES, NoticeParty } from '../../src/contracts/domain/notice';
import { Channel, CHANNELS, Impact, IMPACTS, Region, REGIONS } from '../../src/catalog/domain/plan';

const PLAN_CODES = ['basic', 'standard', 'premium'] as const;
export type PlanCode = (typeof PLAN_CODES)[number];

const QUESTION_KINDS = [
  'OPEN',
  'ADD_CONTACT',
  'REGISTER',
  'BOOK',
  'ORDER_BLOCKS',
  'CHANGE_PLAN',
  'GIVE_NOTICE',
] as const;
/** Removing a contact is no question that can be asked. */
const STEP_KINDS = [...QUESTION_KINDS, 'REMOVE_CONTACT'] as const;
/** What takes back or changes something of before, and so often nothing. */
const TURNS = [
  'SUSPEND',
  'RESUME',
  'CANCEL',
  'WITHDRAW_NOTICE',
  'WITHDRAW_PLAN_CHANGE',
  'VOID',
  'MOVE',
  'DELIVER',
  'REVERSE_BLOCK',
  'REVERSE_ORDER',
] as const;

/** Something that happened to a contract, once or until it was refused. */
export interface HistoryStep {
  readonly kind: (typeof STEP_KINDS)[number] | (typeof TURNS)[number];
  readonly times: number;
  readonly afterDays: number;
  readonly plan: PlanCode;
  readonly party: NoticeParty;
}

/** A contract, and what happened to it. */
export interface Scenario {
  readonly provider: 'it-novum' | 'op5';
  readonly plan: PlanCode;
  readonly region: Region;
  readonly activatesAfterDays: number;
  readonly termMonths: number;
  readonly history: readonly HistoryStep[];
}

/** What is asked first and done then, and when: so many minutes after the last step of the history. */
export interface Question {
  readonly kind: (typeof QUESTION_KINDS)[number];
  readonly role: 'ADMIN' | 'CUSTOMER';
  readonly afterMinutes: number;
  /** Asked and received so many minutes before that; null: without an instant. */
  readonly agoMinutes: number | null;
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly isNamed: boolean;
  readonly isCovered: boolean;
  readonly isVersionBlank: boolean;
  readonly startsInDays: number;
  readonly blocks: number;
  readonly plan: PlanCode;
  readonly party: NoticeParty;
  readonly effectiveInDays: number | null;
}

const planCode = fc.constantFrom(...PLAN_CODES);

const historyStep: fc.Arbitrary<HistoryStep> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...STEP_KINDS) },
    { weight: 3, arbitrary: fc.constantFrom(...TURNS) },
    { weight: 1, arbitrary: fc.constant('OPEN' as const) },
  ),
  // Often as many as it takes to reach the limits of most plans.
  times: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(6)),
  afterDays: fc.oneof(
    { weight: 2, arbitrary: fc.nat(5) },
    { weight: 2, arbitrary: fc.nat(150) },
    // Past a renewal, so that a notice of before it comes late.
    { weight: 1, arbitrary: fc.nat(420) },
  ),
  plan: planCode,
  party: fc.constantFrom(...NOTICE_PARTIES),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  provider: fc.constantFrom('it-novum' as const, 'op5' as const),
  plan: planCode,
  region: fc.constantFrom(...REGIONS),
  activatesAfterDays: fc.integer({ min: 1, max: 60 }),
  termMonths: fc.constantFrom(12, 18),
  history: fc.array(historyStep, { maxLength: 6 }),
});

export const question: fc.Arbitrary<Question> = fc.record({
  kind: fc.constantFrom('OPEN' as const, ...QUESTION_KINDS),
  role: fc.constantFrom('ADMIN', 'CUSTOMER'),
  afterMinutes: fc.oneof(fc.nat(7 * 1_440), fc.nat(500 * 1_440)),
  agoMinutes: fc.option(
    fc.oneof(
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 7 * 1_440 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 800 * 1_440 }) },
    ),
    { freq: 2 },
  ),
  channel: fc.constantFrom(...CHANNELS),
  impact: fc.constantFrom(...IMPACTS),
  testSystem: fc.boolean(),
  isNamed: fc.boolean(),
  isCovered: fc.boolean(),
  isVersionBlank: fc.constantFrom(false, false, false, true),
  startsInDays: fc.integer({ min: -30, max: 500 }),
  blocks: fc.integer({ min: 0, max: 5 }),
  plan: planCode,
  party: fc.constantFrom(...NOTICE_PARTIES),
  effectiveInDays: fc.option(fc.integer({ min: -2, max: 400 })),
});
