import fc from 'fast-check';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { changePlan } from '../../src/contracts/use-cases/change-plan';
import { previewPlanChange } from '../../src/contracts/use-cases/preview-plan-change';
import { canAddNamedContact } from '../../src/entitlements/use-cases/can-add-named-contact';
import { canBookConsultingBlock } from '../../src/entitlements/use-cases/can-book-consulting-block';
import { canOpenIncident } from '../../src/entitlements/use-cases/can-open-incident';
import { orderAdditionalConsulting } from '../../src/consulting/use-cases/order-additional-consulting';
import { giveNotice } from '../../src/endings/use-cases/give-notice';
import { previewNotice } from '../../src/endings/use-cases/preview-notice';
import { canOrderAdditionalConsulting } from '../../src/entitlements/use-cases/can-order-additional-consulting';
import { canRegisterSatellite } from '../../src/entitlements/use-cases/can-register-satellite';
import { openIncident } from '../../src/incidents/use-cases/open-incident';
import { dateAt } from '../../src/shared/domain/local-date';
import { Decision } from '../../src/shared/domain/decision';
import { Refusal } from '../../src/shared/domain/refusal';
import { workerDatabase, TestDatabase } from '../support/test-database';
import { Question, question, scenario } from './agreement-scenarios';
import { AgreementWorld, PRICE, refusalsOf } from './agreement-world';
import { expectSnapshotToAgree } from './snapshot-agreement';

const isLong = process.env.AMBIT_LONG === '1';
const RUNS = isLong ? 1_000 : 80;
const MS_A_DAY = 86_400_000;

let target: TestDatabase;
let catalog: Catalog;
beforeAll(async () => {
  target = await workerDatabase();
  catalog = new Catalog(target.database);
});
afterAll(() => target.close());

/** What a question answers, and what the mutation does. */
interface AskAndAct {
  /** At null as of now, else foretold for the instant; some questions cannot be asked ahead. */
  readonly ask: ((
    at: Date | null,
  ) => Promise<{ allowed: boolean; userErrors: readonly Refusal[]; rules?: Decision }>) & {
    readonly isOfNowOnly?: boolean;
  };
  /** At null now, else received at the instant, by those mutations that can be told one. */
  readonly act: (receivedAt: Date | null) => Promise<readonly Refusal[]>;
}

const WAYS: Readonly<Record<Question['kind'], (world: AgreementWorld, asked: Question) => AskAndAct>> = {
  OPEN: (world, { channel, impact, testSystem, isNamed, isCovered, isVersionBlank }) => {
    const { contractId } = world;
    const { product, productVersion } = world.product();
    const request = {
      contractId,
      contactId: isNamed ? world.contactId : '999999999',
      channel,
      impact,
      testSystem,
      distributedSetup: false,
      product: isCovered ? product : 'abacus',
      productVersion: isVersionBlank ? ' ' : productVersion,
    };
    const report = { platformVersion: 'Debian 12', description: 'It does not answer.' };
    return {
      ask: (at) => canOpenIncident(world.context(), { ...request, at }),
      act: (receivedAt) => refusalsOf(openIncident(world.context(), { ...request, ...report, receivedAt })),
    };
  },
  ADD_CONTACT: (world) => ({
    ask: (at) => canAddNamedContact(world.context(), world.contractId, at),
    act: () => world.addContact(),
  }),
  REGISTER: (world) => ({
    ask: (at) => canRegisterSatellite(world.context(), world.contractId, at),
    act: () => world.register(),
  }),
  BOOK: (world, { startsInDays, blocks }) => {
    const startsAt = new Date(world.clock.now().getTime() + startsInDays * MS_A_DAY);
    const ask = () => canBookConsultingBlock(world.context(), world.contractId, { startsAt, blocks });
    return { ask: Object.assign(ask, { isOfNowOnly: true }), act: () => world.book(startsAt, blocks) };
  },
  ORDER_BLOCKS: (world, { blocks }) => {
    const { contractId } = world;
    const ask = () => canOrderAdditionalConsulting(world.context(), contractId, blocks);
    const order = { contractId, blocks, ...PRICE };
    const act = () => refusalsOf(orderAdditionalConsulting(world.context(), order));
    return { ask: Object.assign(ask, { isOfNowOnly: true }), act };
  },
  GIVE_NOTICE: (world, { party }) => {
    const { contractId } = world;
    const notice = { contractId, party, reason: null, acceptConsequences: false };
    return {
      ask: (receivedAt) => previewNotice(world.context(), { contractId, receivedAt, party }),
      act: (receivedAt) => refusalsOf(giveNotice(world.context(), { ...notice, receivedAt })),
    };
  },
  CHANGE_PLAN: (world, { plan, effectiveInDays }) => {
    const day = new Date(world.clock.now().getTime() + (effectiveInDays ?? 0) * MS_A_DAY);
    const effectiveOn = effectiveInDays === null ? null : dateAt(day, 'UTC');
    const change = { contractId: world.contractId, planId: world.plan(plan).id, effectiveOn };
    const ask = () => previewPlanChange(world.context(), change);
    const act = () => refusalsOf(changePlan(world.context(), change));
    return { ask: Object.assign(ask, { isOfNowOnly: true }), act };
  },
};

/** Where a fault lies is another argument of the question than of the mutation. */
const withoutPath = (refusals: readonly Refusal[]) =>
  refusals.map(({ message, ...refusal }) => ({
    ...refusal,
    message: message.replace(/^input\.at /, 'input.receivedAt '),
    path: undefined,
  }));

/** A whole sentence, with nothing in it that is for programs, and one of a thing where it is one. */
function expectPlainEnglish(text: string): void {
  expect(text).toMatch(/^\S.*\S\.$/);
  expect(text).not.toMatch(
    /undefined|null|NaN|Infinity|\[object|  |\b1 (satellites|named contacts|\w+ blocks)\b/,
  );
}

it(`the question about an entitlement and its mutation agree, error for error, in ${RUNS} contracts`, async () => {
  const outcomes = new Set<string>();
  const property = fc.asyncProperty(scenario, question, async (lived, asked) => {
    const world = await AgreementWorld.live(target.database, catalog, lived);
    world.speakAs(asked.role);
    const at = new Date(world.clock.now().getTime() + asked.afterMinutes * 60_000);
    const early = WAYS[asked.kind](world, asked);
    const foretold = early.ask.isOfNowOnly ? null : await early.ask(at);
    world.clock.moveTo(at);
    const { ask, act } = WAYS[asked.kind](world, asked);
    const isOfNow = early.ask.isOfNowOnly === true || asked.agoMinutes === null;
    const past = isOfNow ? null : new Date(at.getTime() - asked.agoMinutes * 60_000);
    await expectSnapshotToAgree(world);
    const { allowed, userErrors, rules = [] } = await ask(past);
    if (past !== null && past < world.orderReceivedAt && asked.kind !== 'GIVE_NOTICE') {
      expect(userErrors.map(({ code }) => code)).toContain('CONTRACT_NOT_ACTIVE');
      if (asked.kind !== 'OPEN') return;
    }
    const refusals = await act(past);
    expect(withoutPath(userErrors)).toEqual(withoutPath(refusals));
    expect(allowed).toBe(refusals.length === 0);
    for (const { explanation } of rules) expectPlainEnglish(explanation);
    for (const { message } of refusals) expectPlainEnglish(message);
    if (foretold !== null && past === null) expect(foretold.userErrors).toEqual(userErrors);
    for (const code of refusals.map((refusal) => refusal.code)) outcomes.add(`${asked.kind} ${code}`);
    if (allowed) outcomes.add(asked.kind);
  });
  await fc.assert(property, { numRuns: RUNS });
  if (isLong) expect(REACHED.filter((outcome) => !outcomes.has(outcome))).toEqual([]);
}, 1_200_000);

/** What a thousand contracts come upon at least: each kind allowed, and its refusals. */
const REACHED = [
  'OPEN',
  'OPEN CONTRACT_NOT_ACTIVE',
  'OPEN INCIDENT_QUOTA_EXHAUSTED',
  'OPEN REPORT_INCOMPLETE',
  'OPEN CONTACT_NOT_NAMED',
  'OPEN CONTRACT_SUSPENDED',
  'OPEN INVALID_INPUT',
  'OPEN CHANNEL_NOT_IN_PLAN',
  'OPEN OUTSIDE_SERVICE_WINDOW',
  'ADD_CONTACT',
  'ADD_CONTACT CONTACT_LIMIT_REACHED',
  'REGISTER',
  'REGISTER CONTRACT_SUSPENDED',
  'REGISTER SATELLITE_LIMIT_REACHED',
  'REGISTER DISTRIBUTED_SETUP_NOT_IN_PLAN',
  'BOOK',
  'BOOK NO_CONSULTING_BLOCK_LEFT',
  'BOOK CONSULTING_NOT_IN_PLAN',
  'BOOK CONTRACT_SUSPENDED',
  'ORDER_BLOCKS',
  'ORDER_BLOCKS CONTRACT_NOT_ACTIVE',
  'ORDER_BLOCKS CONTRACT_SUSPENDED',
  'ORDER_BLOCKS CONSULTING_NOT_IN_PLAN',
  'ORDER_BLOCKS INVALID_INPUT',
  'GIVE_NOTICE',
  'GIVE_NOTICE INVALID_INPUT',
  'GIVE_NOTICE INVALID_STATE',
  'CHANGE_PLAN',
  'CHANGE_PLAN INVALID_INPUT',
  'CHANGE_PLAN INVALID_STATE',
  'CHANGE_PLAN DOWNGRADE_DOES_NOT_FIT',
];
