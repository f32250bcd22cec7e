import { decideAddNamedContact } from '../../../src/contacts/domain/add-named-contact';
import { decideRemoveNamedContact } from '../../../src/contacts/domain/remove-named-contact';
import { decideUpdateNamedContact } from '../../../src/contacts/domain/update-named-contact';
import { ContractState } from '../../../src/contracts/domain/contract-state';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

const ACTIVE = new Date('2026-06-10T10:00:00Z');
const ORDERED = new Date('2026-03-01T10:00:00Z');
const ended = { noticeEndsOn: localDate('2026-06-10') };

function add(state: Partial<ContractState>, isTaken?: boolean) {
  const facts = { state: contract(state), plan: publishedPlan('it-novum', 'standard'), nextPlan: null };
  return decideAddNamedContact(facts, ACTIVE, isTaken);
}

describe('one more contact', () => {
  it.each([
    ['beside two of three', { contactsUsed: 2 }, false, ['PASSED', 'PASSED', 'PASSED']],
    [
      'in a question, which gives no address',
      { contactsUsed: 2 },
      undefined,
      ['PASSED', 'PASSED', 'NOT_JUDGED'],
    ],
    ['beside three of three', { contactsUsed: 3 }, false, ['PASSED', 'FAILED', 'PASSED']],
    ['after the end', { contactsUsed: 0, ...ended }, false, ['FAILED', 'PASSED', 'PASSED']],
    ['with an address that another has', { contactsUsed: 1 }, true, ['PASSED', 'PASSED', 'FAILED']],
    ['against every rule', { contactsUsed: 3, ...ended }, true, ['FAILED', 'FAILED', 'FAILED']],
  ])(
    'one more contact is decided by the end, the room and the address: %s',
    (_, state, isTaken, outcomes) => {
      const rules = ['CONTRACT_NOT_ACTIVE', 'CONTACT_LIMIT_REACHED', 'CONFLICT'];
      expect(outcomesOf(add(state, isTaken))).toEqual(
        rules.map((rule, place) => `${rule} ${outcomes[place]}`),
      );
    },
  );

  it('one more contact is refused with its numbers, its field and what could be given up', () => {
    expect(refusalsOf(add({ contactsUsed: 3 }, true))).toMatchObject([
      { limit: 3, used: 3, message: expect.stringContaining('Remove or replace a contact.') },
      { code: 'CONFLICT', path: ['input', 'contact', 'email'] },
    ]);
  });
});

describe('the last contact', () => {
  it.each([
    ['one of two, of an active contract', { contactsUsed: 2 }, ACTIVE, 'PASSED'],
    ['the last, of an active contract', { contactsUsed: 1 }, ACTIVE, 'FAILED'],
    ['the last, before the activation', { contactsUsed: 1 }, ORDERED, 'PASSED'],
    ['the last, after the end', { contactsUsed: 1, ...ended }, ACTIVE, 'PASSED'],
  ])('the last contact of an active contract alone cannot be removed: %s', (_, state, now, outcome) => {
    const decision = decideRemoveNamedContact(contract(state), now);
    expect(outcomesOf(decision)).toEqual([`LAST_CONTACT ${outcome}`]);
    expect(refusalsOf(decision).map(({ path }) => path)).toEqual(
      outcome === 'FAILED' ? [['input', 'contactId']] : [],
    );
  });
});

it.each([
  ['Ada', null, 'PASSED'],
  [null, '+49 661 1', 'PASSED'],
  ['Ada', '+49 661 1', 'PASSED'],
  [null, null, 'FAILED'],
])('an update of a contact gives a name or a phone: %p and %p', (name, phone, outcome) => {
  const decision = [decideUpdateNamedContact({ name, phone })];
  expect(outcomesOf(decision)).toEqual([`INVALID_INPUT ${outcome}`]);
  expect(refusalsOf(decision).map(({ path }) => path)).toEqual(outcome === 'FAILED' ? [['input']] : []);
});
