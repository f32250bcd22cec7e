import fc from 'fast-check';
import { CHANNELS, IMPACTS } from './offer';
import { DAY, HOUR, MINUTE } from './command';

const back = fc.constantFrom(0, 0, 0, 0, 0, HOUR, DAY, 9 * DAY, 70 * DAY, -5 * MINUTE, -5 * MINUTE - 1);

/** How the clock moves before a step: by milliseconds, or to a turning point of the contract's life. */
const wait = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0, 0, 1, MINUTE, HOUR, 7 * HOUR) },
  { weight: 4, arbitrary: fc.constantFrom(1, 3, 20, 45, 100).map((days) => days * DAY) },
  { weight: 1, arbitrary: fc.constantFrom(200, 365, 366, 800).map((days) => days * DAY) },
  { weight: 4, arbitrary: fc.constant('turning point' as const) },
);

const KINDS = [
  'order',
  ...['addContact', 'addContact', 'replaceContact', 'removeContact'],
  ...['registerSatellite', 'registerSatellite', 'registerSatellite', 'decommissionSatellite'],
  ...['openIncident', 'openIncident', 'openIncident', 'openIncident', 'void'],
  ...['advance', 'advance', 'advance', 'advance', 'close', 'reopen', 'correct', 'correct', 'note', 'linkBug'],
  ...[
    'bookBlocks',
    'bookBlocks',
    'bookBlocks',
    'move',
    'move',
    'cancel',
    'deliver',
    'deliver',
    'reverse',
    'orderBlocks',
    'orderBlocks',
    'reverseOrder',
  ],
  ...['changePlan', 'changePlan', 'changePlan', 'changePlan', 'withdrawPlanChange'],
  ...['giveNotice', 'withdrawNotice', 'withdrawNotice'],
  ...['cancelContract', 'suspend', 'resume', 'resume'],
] as const;

const order = fc.record({
  provider: fc.constantFrom('it-novum', 'it-novum', 'op5'),
  plan: fc.constantFrom('basic', 'standard', 'premium'),
  activateAfter: fc.constantFrom(null, 1, 1, 2, 30, 89, 90, 91, 0),
  termMonths: fc.constantFrom(12, 12, 12, 13, 18, 24, 11),
  contacts: fc.nat(4),
  receivedBefore: fc.constantFrom(0, 0, HOUR, 3 * DAY, 200 * DAY, -4 * MINUTE, -6 * MINUTE),
});

/** An order that is accepted, with which a life begins. */
const firstOrder = fc.record({
  provider: fc.constantFrom('it-novum', 'it-novum', 'it-novum', 'op5'),
  plan: fc.constantFrom('basic', 'standard', 'premium'),
  activateAfter: fc.constantFrom(null, 1, 30, 90),
  termMonths: fc.constantFrom(12, 12, 18),
  contacts: fc.constantFrom(0, 1, 1, 1),
  receivedBefore: fc.constantFrom(0, HOUR, 31 * DAY, 40 * DAY, 100 * DAY),
});

/** A contract that an import brings in, with what was used of its running year and what was promised. */
const broughtIn = fc.record({
  provider: fc.constantFrom('it-novum', 'it-novum', 'it-novum', 'op5'),
  plan: fc.constantFrom('basic', 'standard', 'premium'),
  activeMonths: fc.constantFrom(2, 11, 12, 17, 23),
  termMonths: fc.constantFrom(12, 12, 18),
  contacts: fc.constantFrom(0, 1, 1, 1),
  incidents: fc.nat(50),
  includedBlocks: fc.nat(3),
  paidBlocks: fc.constantFrom(0, 0, 1, 3),
  isUnderNotice: fc.constantFrom(false, false, false, true),
  isSuspended: fc.constantFrom(false, false, false, true),
});

/** One step: which command, by whom, on what. Numbers pick among whatever there is by then. */
const step = fc.record({
  wait,
  kind: fc.constantFrom(...KINDS),
  actor: fc.oneof(
    { weight: 7, arbitrary: fc.constant('ADMIN' as const) },
    { weight: 4, arbitrary: fc.constantFrom('SALES', 'SUPPORT', 'CUSTOMER', 'STRANGER') },
  ),
  /** How often it is done in a row. */
  times: fc.constantFrom(1, 1, 1, 2, 6),
  contract: fc.nat(2),
  n: fc.nat(1_000),
  m: fc.nat(1_000),
  receivedBefore: back,
  party: fc.constantFrom('CUSTOMER', 'PROVIDER'),
  change: fc.record({
    plan: fc.constantFrom('basic', 'standard', 'premium'),
    on: fc.constantFrom(
      'default',
      'default',
      'yesterday',
      'today',
      'in 100 days',
      'renewal',
      'day after renewal',
    ),
  }),
  request: fc.record({
    channel: fc.constantFrom('EMAIL', 'EMAIL', 'EMAIL', ...CHANNELS),
    impact: fc.constantFrom(...IMPACTS),
    testSystem: fc.constantFrom(false, false, false, true),
    product: fc.oneof(
      { weight: 8, arbitrary: fc.constant('covered' as const) },
      { weight: 1, arbitrary: fc.constantFrom('too old', 'unknown') },
    ),
    person: fc.nat(8),
  }),
  /** How long after now an appointment is, or the turning point that it begins at. */
  appointment: fc.oneof(
    fc.constantFrom(0, HOUR, 30 * DAY, 200 * DAY, 400 * DAY),
    fc.constant('turning point' as const),
  ),
  order,
});

/** A life of a contract: how it is ordered or brought in, and what is done then, in at most so many steps. */
export const lifeOf = (maxLength: number) =>
  fc.record({
    first: firstOrder,
    broughtIn: fc.option(broughtIn, { freq: 1 }),
    steps: fc.array(step, { minLength: 8, maxLength }),
  });

type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type Step = ValueOf<typeof step>;
export type Order = ValueOf<typeof order>;
export type BroughtIn = ValueOf<typeof broughtIn>;
