import { Channel, Impact } from './offer';
import { Command, iso, ModelContract, pickOf, Role, TOLERANCE, when, whenFull } from './command';
import { isOpenAt } from './dates';
import { record, statusOf } from './incident-life';
import {
  ContractFacts,
  isActive,
  offerAt,
  startOfYear,
  usedIncidents,
  whenSuspended,
  yearAt,
} from './model-contract';

const REQUESTERS: readonly Role[] = ['ADMIN', 'SUPPORT', 'CUSTOMER'];
const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];

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

function softwareOf({ provider }: ContractFacts, request: Pick<Request, 'product'>) {
  const [product, productVersion] =
    request.product === 'unknown' ? ['nagios', '4'] : PRODUCTS[provider][request.product];
  return { product, productVersion };
}

export function openIncident(
  { id, facts, ids }: ModelContract,
  now: number,
  request: Request,
  role: Role,
): Command {
  const { channel, impact, testSystem } = request;
  const isCustomer = role === 'CUSTOMER';
  const isSaid = !isCustomer || request.receivedBefore !== 0;
  const index = request.person % facts.people.length;
  const receivedAt = now - request.receivedBefore;
  const software = { ...softwareOf(facts, request), platformVersion: '12' };
  return {
    mutation: 'openIncident',
    roles: REQUESTERS,
    input: {
      contractId: id,
      contactId: ids.people[index],
      channel,
      impact,
      testSystem,
      receivedAt: isSaid ? iso(receivedAt) : undefined,
      ...software,
      description: 'It is slow.',
    },
    selection: 'incident { id }',
    refusals: [
      ...when(isCustomer && isSaid, 'INVALID_INPUT'),
      ...requestRefusals(facts, now, receivedAt, request, index),
    ],
    apply: (answer) => {
      facts.incidents.push({
        year: yearAt(facts, receivedAt),
        receivedAt,
        from: Math.min(receivedAt, now),
        status: 'NEW',
        impact: testSystem ? 'LOW' : impact,
        testSystem,
        ...software,
        closesAt: null,
        resolvedAt: null,
        bug: null,
        history: [{ kind: 'RECEIVED', at: receivedAt, recordedAt: now, internal: false }],
      });
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
  const offer = offerAt(facts, at);
  const counted = testSystem ? 'LOW' : impact;
  const isNamed = person.since <= at + TOLERANCE && (person.until === null || at < person.until);
  const byPhone = channel === 'PHONE' && offer.channels.includes('PHONE');
  const year = yearAt(facts, at);
  const lastOfYear = startOfYear(facts, year + 1) - 1;
  const quotaAt = year === 0 || now <= at ? at : Math.min(now, lastOfYear);
  const { incidents } = offerAt(facts, quotaAt);
  return [
    ...when(at > now + TOLERANCE, 'INVALID_INPUT'),
    ...when(!isActive(facts, at), 'CONTRACT_NOT_ACTIVE'),
    ...whenSuspended(facts),
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

/** Decided by the plan of the receipt; contact, channel, window and quota are not asked again. */
export function correctIncident(
  { facts, ids }: ModelContract,
  now: number,
  request: Pick<Request, 'impact' | 'testSystem' | 'product'>,
  n: number,
  m: number,
): Command {
  const { impact, testSystem } = request;
  const incident = pickOf(facts.incidents, m)!;
  const software = n % 2 === 0 ? softwareOf(facts, request) : {};
  const platform = n % 3 === 0 ? { platformVersion: '13' } : {};
  const corrected = { impact: testSystem ? 'LOW' : impact, testSystem, ...software, ...platform } as const;
  const isOther = (field: keyof typeof corrected) => incident[field] !== corrected[field];
  const isOtherSoftware = Object.entries(software).some(
    ([field, value]) => incident[field as keyof typeof incident] !== value,
  );
  const status = statusOf(incident, now);
  const becomesTest = testSystem && !incident.testSystem;
  return {
    mutation: 'correctIncident',
    roles: SUPPORT,
    input: {
      incidentId: pickOf(ids.incidents, m),
      impact,
      testSystem,
      ...software,
      ...platform,
      reason: 'the caller said so',
    },
    selection: 'incident { status impact testSystem }',
    refusals: [
      ...when(status === 'CLOSED' || status === 'VOIDED', 'INVALID_STATE'),
      ...when(!(Object.keys(corrected) as (keyof typeof corrected)[]).some(isOther), 'INVALID_INPUT'),
      ...when(isOtherSoftware && request.product === 'unknown', 'PRODUCT_NOT_SUPPORTED'),
      ...when(isOtherSoftware && request.product === 'too old', 'VERSION_NOT_SUPPORTED'),
      ...when(becomesTest && !offerAt(facts, incident.receivedAt).testSystems, 'TEST_SYSTEM_NOT_SUPPORTED'),
    ],
    apply: (answer) => {
      record(incident, 'CORRECTED', now);
      Object.assign(incident, corrected);
      expect(answer.incident).toEqual({ status, impact: incident.impact, testSystem });
    },
  };
}
