import { Channel, Impact } from './offer';
import { Command, iso, ModelContract, pickOf, Role, TOLERANCE, when, whenFull } from './command';
import { dayAt, isOpenAt, plus } from './dates';
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
      receivedAt: isSaid ? iso(receivedAt) : undefined,
      ...report,
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
        resolvedAt: null,
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

export function voidIncident({ facts, ids }: ModelContract, m: number): Command {
  const index = m % facts.incidents.length;
  const incident = facts.incidents[index]!;
  return {
    mutation: 'voidIncident',
    roles: SUPPORT,
    input: { incidentId: ids.incidents[index], reason: 'a duplicate' },
    selection: 'incident { id }',
    refusals: when(incident.status === 'VOIDED', 'INVALID_STATE'),
    apply: () => {
      incident.status = 'VOIDED';
    },
  };
}

const DAYS_TO_REOPEN = 14;

const STEPS = {
  respond: ['recordFirstResponse', 'NEW', 'IN_PROGRESS', SUPPORT],
  resolve: ['resolveIncident', 'IN_PROGRESS', 'RESOLVED', SUPPORT],
  close: ['closeIncident', 'RESOLVED', 'CLOSED', SUPPORT],
  reopen: ['reopenIncident', 'RESOLVED', 'IN_PROGRESS', REQUESTERS],
} as const;

/** The next step of an incident's life: of one that is resolved mostly its reopening. */
export function advanceIncident(contract: ModelContract, now: number, n: number, m: number): Command {
  const { status } = pickOf(contract.facts.incidents, m)!;
  if (status === 'NEW') return stepIncident(contract, now, 'respond', m);
  if (status === 'IN_PROGRESS') return stepIncident(contract, now, 'resolve', m);
  return stepIncident(contract, now, n % 3 === 0 ? 'close' : 'reopen', m);
}

export function stepIncident(
  { facts, ids }: ModelContract,
  now: number,
  step: keyof typeof STEPS,
  m: number,
): Command {
  const [mutation, from, to, roles] = STEPS[step];
  const incident = pickOf(facts.incidents, m)!;
  const lastDay = plus(dayAt(incident.resolvedAt ?? now, facts.zone), { days: DAYS_TO_REOPEN });
  const isTooLate = step === 'reopen' && dayAt(now, facts.zone) > lastDay;
  return {
    mutation,
    roles,
    input: { incidentId: pickOf(ids.incidents, m), ...(step === 'close' ? {} : { note: 'see the log' }) },
    selection: 'incident { status }',
    refusals: when(incident.status !== from || isTooLate, 'INVALID_STATE'),
    apply: (answer) => {
      expect(answer.incident).toEqual({ status: to });
      incident.status = to;
      incident.resolvedAt = to === 'RESOLVED' ? now : null;
    },
  };
}

/** Decided by the plan of the receipt; contact, channel, window and quota are not asked again. */
export function correctIncident(
  { facts, ids }: ModelContract,
  { impact, testSystem }: Pick<Request, 'impact' | 'testSystem'>,
  m: number,
): Command {
  const incident = pickOf(facts.incidents, m)!;
  const corrected = { impact: testSystem ? 'LOW' : impact, testSystem } as const;
  const isSame = incident.impact === corrected.impact && incident.testSystem === testSystem;
  const isOver = incident.status === 'CLOSED' || incident.status === 'VOIDED';
  const becomesTest = testSystem && !incident.testSystem;
  return {
    mutation: 'correctIncident',
    roles: SUPPORT,
    input: { incidentId: pickOf(ids.incidents, m), impact, testSystem, reason: 'the caller said so' },
    selection: 'incident { status impact testSystem }',
    refusals: [
      ...when(isOver, 'INVALID_STATE'),
      ...when(isSame, 'INVALID_INPUT'),
      ...when(becomesTest && !offerAt(facts, incident.receivedAt).testSystems, 'TEST_SYSTEM_NOT_SUPPORTED'),
    ],
    apply: (answer) => {
      expect(answer.incident).toEqual({ status: incident.status, ...corrected });
      Object.assign(incident, corrected);
    },
  };
}
