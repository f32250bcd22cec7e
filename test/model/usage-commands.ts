import { Channel, Impact, Offer, OFFERS } from './offer';
import { Command, iso, ModelContract, Role, STAFF_AND_CUSTOMER, TOLERANCE, when, whenFull } from './command';
import { isOpenAt, plus, startOf } from './dates';
import {
  Block,
  comingAt,
  ContractFacts,
  endAt,
  isActive,
  offerAt,
  usedAdditional,
  usedIncidents,
  usedIncluded,
  yearAt,
} from './model-contract';

const REQUESTERS: readonly Role[] = ['ADMIN', 'SUPPORT', 'CUSTOMER'];
const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];
const SALES: readonly Role[] = ['ADMIN', 'SALES'];

export interface Request {
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly product: 'covered' | 'too old' | 'unknown';
  /** Milliseconds. */
  readonly receivedBefore: number;
  readonly person: number;
}

const PRODUCTS = {
  'it-novum': {
    covered: ['openitcockpit-enterprise', '3.0'],
    'too old': ['openitcockpit-enterprise', '2.9'],
  },
  op5: { covered: ['op5-monitor', '9.1.1'], 'too old': ['op5-monitor', '6.0.0'] },
} as const;

/** By the plans alone: a contract that has ended asks for what it would have had. */
function offerInForce(facts: ContractFacts, at: number): Offer {
  const { plan } = facts.plans.filter(({ from }) => from <= at).at(-1) ?? facts.plans[0]!;
  return OFFERS[facts.provider][plan];
}

function startOfYear(facts: ContractFacts, number: number): number {
  return startOf(plus(facts.activatesOn, { months: 12 * (number - 1) }), facts.zone);
}

export function openIncident({ id, facts, ids }: ModelContract, now: number, request: Request): Command {
  const { channel, impact, testSystem } = request;
  const index = request.person % facts.people.length;
  const receivedAt = now - request.receivedBefore;
  const [product, productVersion] =
    request.product === 'unknown' ? ['nagios', '4'] : PRODUCTS[facts.provider][request.product];
  const report = { product, productVersion, platformVersion: '12', description: 'It is slow.' };
  return {
    mutation: 'openIncident',
    roles: REQUESTERS,
    input: {
      contractId: id,
      contactId: ids.people[index],
      channel,
      impact,
      testSystem,
      receivedAt: iso(receivedAt),
      ...report,
    },
    selection: 'incident { id }',
    refusals: requestRefusals(facts, now, receivedAt, request, index),
    apply: (answer) => {
      facts.incidents.push({ year: yearAt(facts, receivedAt), voided: false });
      ids.incidents.push(answer.incident.id as string);
    },
  };
}

function requestRefusals(
  facts: ContractFacts,
  now: number,
  at: number,
  { channel, impact, testSystem, product }: Request,
  index: number,
): string[] {
  const person = facts.people[index]!;
  const offer = offerInForce(facts, at);
  const counted = testSystem ? 'LOW' : impact;
  const isNamed = person.since <= at + TOLERANCE && (person.until === null || at < person.until);
  const byPhone = channel === 'PHONE' && offer.channels.includes('PHONE');
  const year = yearAt(facts, at);
  const lastOfYear = startOfYear(facts, year + 1) - 1;
  const quotaAt = year === 0 || now <= at ? at : Math.min(now, lastOfYear);
  const { incidents } = offerInForce(facts, quotaAt);
  return [
    ...when(at > now + TOLERANCE, 'INVALID_INPUT'),
    ...when(!isActive(facts, at), 'CONTRACT_NOT_ACTIVE'),
    ...when(!isNamed, 'CONTACT_NOT_NAMED'),
    ...when(product === 'unknown', 'PRODUCT_NOT_SUPPORTED'),
    ...when(product === 'too old', 'VERSION_NOT_SUPPORTED'),
    ...when(testSystem && !offer.testSystems, 'TEST_SYSTEM_NOT_SUPPORTED'),
    ...when(!offer.channels.includes(channel), 'CHANNEL_NOT_IN_PLAN'),
    ...when(byPhone && !offer.phoneFor.includes(counted), 'CHANNEL_NOT_ALLOWED_FOR_IMPACT'),
    ...when(byPhone && !isOpenAt(facts.provider, offer, at), 'OUTSIDE_SERVICE_WINDOW'),
    ...(year === 0 ? [] : whenFull('INCIDENT_QUOTA_EXHAUSTED', usedIncidents(facts, year), incidents)),
  ];
}

export function voidIncident({ facts, ids }: ModelContract, m: number): Command {
  const index = m % facts.incidents.length;
  const incident = facts.incidents[index]!;
  return {
    mutation: 'voidIncident',
    roles: SUPPORT,
    input: { incidentId: ids.incidents[index], reason: 'a duplicate' },
    selection: 'incident { id }',
    refusals: when(incident.voided, 'INVALID_STATE'),
    apply: () => {
      incident.voided = true;
    },
  };
}

export function bookBlocks(
  { id, facts, ids }: ModelContract,
  now: number,
  startsAt: number,
  blocks: number,
  role: Role,
): Command {
  const year = yearAt(facts, startsAt);
  const included = includedLeft(facts, now, startsAt, year);
  return {
    mutation: 'bookConsultingBlock',
    roles: STAFF_AND_CUSTOMER,
    input: { contractId: id, startsAt: iso(startsAt), subject: 'Upgrade', blocks },
    selection: 'consultingBlocks { id source }',
    refusals: [
      ...when(role === 'CUSTOMER' && startsAt < now, 'INVALID_INPUT'),
      ...bookingRefusals(facts, startsAt, blocks, included),
    ],
    apply: (answer) => {
      const sources = Array.from({ length: blocks }, (_, n) =>
        n < included.left ? 'INCLUDED' : 'ADDITIONAL',
      );
      const written = answer.consultingBlocks as { id: string; source: Block['source'] }[];
      expect(written.map(({ source }) => source)).toEqual(sources);
      for (const block of written) {
        facts.blocks.push({ source: block.source, year, startsAt, status: 'BOOKED' });
        ids.blocks.push(block.id);
      }
    },
  };
}

/** By the plan at the appointment; a smaller one that comes later in that year counts for it too. */
function includedLeft(facts: ContractFacts, now: number, startsAt: number, year: number) {
  const coming = comingAt(facts, now);
  const isOfYear = coming !== null && startsAt < coming.from && coming.from < startOfYear(facts, year + 1);
  const limit = Math.min(
    offerInForce(facts, startsAt).includedBlocks,
    isOfYear ? OFFERS[facts.provider][coming.plan].includedBlocks : Infinity,
  );
  return { limit, left: Math.max(0, limit - usedIncluded(facts, year)) };
}

function bookingRefusals(
  facts: ContractFacts,
  startsAt: number,
  blocks: number,
  included: { limit: number; left: number },
): string[] {
  const notActive = when(!isActive(facts, startsAt), 'CONTRACT_NOT_ACTIVE');
  if (facts.provider === 'op5') return [...notActive, 'CONSULTING_NOT_IN_PLAN'];
  if (yearAt(facts, startsAt) === 0) return notActive;
  const left = included.left + facts.orderedBlocks - usedAdditional(facts);
  const limit = included.limit + facts.orderedBlocks;
  return [...notActive, ...when(blocks > left, `NO_CONSULTING_BLOCK_LEFT ${limit - left}/${limit}`)];
}

const STEPS = {
  cancel: ['cancelConsultingBlock', 'BOOKED', 'CANCELLED', STAFF_AND_CUSTOMER],
  deliver: ['deliverConsultingBlock', 'BOOKED', 'DELIVERED', SUPPORT],
  reverse: ['reverseConsultingBlock', 'DELIVERED', 'REVERSED', SALES],
} as const;

export function stepBlock(
  { facts, ids }: ModelContract,
  now: number,
  step: keyof typeof STEPS,
  m: number,
  role: Role,
): Command {
  const [mutation, from, to, roles] = STEPS[step];
  const index = m % facts.blocks.length;
  const block = facts.blocks[index]!;
  const hasBegun = step === 'cancel' && role === 'CUSTOMER' && now >= block.startsAt;
  return {
    mutation,
    roles,
    input: { blockId: ids.blocks[index], ...(step === 'deliver' ? {} : { reason: 'not needed' }) },
    selection: 'consultingBlock { id }',
    refusals: [
      ...when(block.status !== from, 'INVALID_STATE'),
      ...when(hasBegun, 'INVALID_STATE'),
      ...(step === 'deliver' ? deliveryRefusals(facts, now, block) : []),
    ],
    apply: () => {
      block.status = to;
    },
  };
}

/** Delivered now: of an included block in its own year, and no more of them than the plan in force includes. */
function deliveryRefusals(facts: ContractFacts, now: number, block: Block): string[] {
  const year = yearAt(facts, now);
  const isIncluded = block.source === 'INCLUDED';
  const { includedBlocks } = offerAt(facts, now);
  const delivered = facts.blocks.filter(
    ({ source, status, year }) => source === 'INCLUDED' && status === 'DELIVERED' && year === block.year,
  ).length;
  const numbers = `${usedIncluded(facts, block.year)}/${includedBlocks}`;
  return [
    ...when(now < startOfYear(facts, 1), 'INVALID_INPUT'),
    ...when(now >= endAt(facts), 'CONTRACT_NOT_ACTIVE'),
    ...when(isIncluded && year !== 0 && year !== block.year, 'OUTSIDE_CONTRACT_YEAR'),
    ...when(
      isIncluded && block.status === 'BOOKED' && delivered >= includedBlocks,
      `NO_CONSULTING_BLOCK_LEFT ${numbers}`,
    ),
  ];
}

export function orderBlocks({ id, facts }: ModelContract, now: number, blocks: number): Command {
  return {
    mutation: 'orderAdditionalConsulting',
    roles: SALES,
    input: { contractId: id, blocks, listPricePerHour: '150.00', currency: 'EUR' },
    selection: 'contract { id }',
    refusals: [
      ...when(!isActive(facts, now), 'CONTRACT_NOT_ACTIVE'),
      ...when(!offerAt(facts, now).additionalBlocks, 'CONSULTING_NOT_IN_PLAN'),
    ],
    apply: () => {
      facts.orderedBlocks += blocks;
    },
  };
}
