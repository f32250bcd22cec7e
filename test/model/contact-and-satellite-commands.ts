import { contactNamed } from '../support/builders';
import { Command, ModelContract, STAFF_AND_CUSTOMER, when, whenFull } from './command';
import {
  ContractFacts,
  currentBoxes,
  currentPeople,
  limitInUse,
  isActive,
  isOver,
  offerAt,
  whenSuspended,
} from './model-contract';

const NAMES = ['Ada', 'Bob', 'Cyd', 'Dan', 'Eve'];

function roomForContact(facts: ContractFacts, now: number): string[] {
  const used = currentPeople(facts).length;
  return [
    ...when(isOver(facts, now), 'CONTRACT_NOT_ACTIVE'),
    ...whenFull(
      'CONTACT_LIMIT_REACHED',
      used,
      limitInUse(facts, now, (offer) => offer.contacts),
    ),
  ];
}

export function addContact({ id, facts, ids }: ModelContract, now: number, n: number): Command {
  const name = NAMES[n % NAMES.length]!;
  const isTaken = currentPeople(facts).some((person) => person.name === name);
  return {
    mutation: 'addNamedContact',
    roles: STAFF_AND_CUSTOMER,
    input: { contractId: id, contact: contactNamed(name) },
    selection: 'namedContact { id }',
    refusals: [...roomForContact(facts, now), ...when(isTaken, 'CONFLICT')],
    apply: (answer) => {
      facts.people.push({ name, since: now, until: null });
      ids.people.push(answer.namedContact.id as string);
    },
  };
}

export function replaceContact(
  { id: _, facts, ids }: ModelContract,
  now: number,
  n: number,
  m: number,
): Command {
  const index = m % facts.people.length;
  const person = facts.people[index]!;
  const name = NAMES[n % NAMES.length]!;
  const isTaken = currentPeople(facts).some((other) => other !== person && other.name === name);
  return {
    mutation: 'replaceNamedContact',
    roles: STAFF_AND_CUSTOMER,
    input: { contactId: ids.people[index], contact: contactNamed(name) },
    selection: 'namedContact { id }',
    refusals:
      person.until !== null
        ? ['INVALID_STATE']
        : [...when(isOver(facts, now), 'CONTRACT_NOT_ACTIVE'), ...when(isTaken, 'CONFLICT')],
    apply: (answer) => {
      person.until = now;
      facts.people.push({ name, since: now, until: null });
      ids.people.push(answer.namedContact.id as string);
    },
  };
}

export function removeContact({ facts, ids }: ModelContract, now: number, m: number): Command {
  const index = m % facts.people.length;
  const person = facts.people[index]!;
  const isLast = currentPeople(facts).length === 1 && isActive(facts, now);
  return {
    mutation: 'removeNamedContact',
    roles: STAFF_AND_CUSTOMER,
    input: { contactId: ids.people[index] },
    selection: 'namedContact { id }',
    refusals: person.until !== null ? ['INVALID_STATE'] : when(isLast, 'LAST_CONTACT'),
    apply: () => {
      person.until = now;
    },
  };
}

function roomForSatellite(facts: ContractFacts, now: number): string[] {
  const room = offerAt(facts, now).distributed
    ? whenFull(
        'SATELLITE_LIMIT_REACHED',
        currentBoxes(facts).length,
        limitInUse(facts, now, (offer) => offer.satellites),
      )
    : ['DISTRIBUTED_SETUP_NOT_IN_PLAN'];
  return [...when(!isActive(facts, now), 'CONTRACT_NOT_ACTIVE'), ...whenSuspended(facts), ...room];
}

export function registerSatellite({ id, facts, ids }: ModelContract, now: number, n: number): Command {
  const name = `satellite ${n % 8}`;
  const isTaken = currentBoxes(facts).some((box) => box.name === name);
  return {
    mutation: 'registerSatellite',
    roles: STAFF_AND_CUSTOMER,
    input: { contractId: id, name },
    selection: 'satellite { id }',
    refusals: [...roomForSatellite(facts, now), ...when(isTaken, 'CONFLICT')],
    apply: (answer) => {
      facts.boxes.push({ name, since: now, until: null });
      ids.boxes.push(answer.satellite.id as string);
    },
  };
}

export function decommissionSatellite({ facts, ids }: ModelContract, now: number, m: number): Command {
  const index = m % facts.boxes.length;
  const box = facts.boxes[index]!;
  return {
    mutation: 'decommissionSatellite',
    roles: STAFF_AND_CUSTOMER,
    input: { satelliteId: ids.boxes[index] },
    selection: 'satellite { id }',
    refusals: when(box.until !== null, 'INVALID_STATE'),
    apply: () => {
      box.until = now;
    },
  };
}

/** What `canAddNamedContact` and `canRegisterSatellite` are to answer. */
export function questions(facts: ContractFacts, at: number) {
  return {
    canAddNamedContact: { allowed: roomForContact(facts, at).length === 0 },
    canRegisterSatellite: { allowed: roomForSatellite(facts, at).length === 0 },
  };
}
