import { GraphQLClient } from 'graphql-request';
import { contactNamed, order } from '../support/builders';
import { codesOf, mutate, USER_ERRORS, UserError } from '../support/mutate';
import { namesOf, readContract } from '../support/read-contract';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const NOW = '2026-06-10T10:00:00.000Z';
const RECEIVED = '2026-05-01T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: RECEIVED };
const ORDERED = { orderReceivedAt: '2026-06-10T08:00:00Z' };
const CONTACT = 'namedContact { id name email phone since until }';

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

const add = (contractId: string, contact: object) =>
  mutate(admin, 'addNamedContact', { contractId, contact }, CONTACT);
const replace = (contactId: string, contact: object) =>
  mutate(admin, 'replaceNamedContact', { contactId, contact }, CONTACT);
const remove = (contactId: string) => mutate(admin, 'removeNamedContact', { contactId }, CONTACT);

interface Question {
  readonly allowed: boolean;
  readonly userErrors: readonly UserError[];
}

async function may(contractId: string): Promise<Question> {
  const document = `query ($id: ID!) { canAddNamedContact(contractId: $id) { allowed ${USER_ERRORS} } }`;
  const answer = await admin.request<{ canAddNamedContact: Question }>(document, { id: contractId });
  return answer.canAddNamedContact;
}

const namesAt = (contractId: string, at: string | null) => namesOf(admin, contractId, 'namedContacts', at);
const people = (count: number) => Array.from({ length: count }, (_, n) => contactNamed(`Person${n + 1}`));

describe('the number of the plan', () => {
  it.each([
    ['it-novum', 'basic', 3, []],
    ['it-novum', 'standard', 3, []],
    ['it-novum', 'premium', 3, []],
    ['op5', 'basic', 1, ['standard', 'premium']],
    ['op5', 'standard', 4, ['premium']],
    ['op5', 'premium', 15, []],
  ])(
    '%s %s takes its %i named contacts and refuses the next, as the question foretells',
    async (provider, plan, limit, helping) => {
      const contacts = people(limit - 1);
      const { id } = await order(admin, provider, plan, { ...ACTIVE, contacts });
      expect(await may(id)).toEqual({ allowed: true, userErrors: [] });
      const last = await add(id, contactNamed('Last'));
      expect(last).toMatchObject({ namedContact: { name: 'Last', since: NOW, until: null }, userErrors: [] });

      const before = await rowCounts(server.database);
      const refused = await add(id, contactNamed('Onetoomany'));
      const reason = {
        __typename: 'LimitReachedError',
        code: 'CONTACT_LIMIT_REACHED',
        path: null,
        resetsAt: null,
      };
      const plans = helping.map((code) => ({ code }));
      expect(refused).toEqual({
        namedContact: null,
        userErrors: [{ ...reason, limit, used: limit, message: expect.any(String), allowedByPlans: plans }],
      });
      expect(await rowCounts(server.database)).toEqual(before);
      expect(await may(id)).toEqual({ allowed: false, userErrors: refused.userErrors });
    },
  );

  it('a reached limit of named contacts is told in the message, with the contract', async () => {
    const contract = await order(admin, 'op5', 'basic', ACTIVE);
    const [refusal] = (await add(contract.id, contactNamed('Bob'))).userErrors;
    expect(refusal!.message).toBe(
      `1 of 1 named contact of contract ${contract.number} is used. Remove or replace a contact.`,
    );
  });

  it('a reached limit of named contacts never stands in the way of a replacement', async () => {
    const { id, namedContacts } = await order(admin, 'op5', 'basic', ACTIVE);
    const answer = await replace(namedContacts[0]!.id, contactNamed('Bob'));
    expect(answer).toMatchObject({ namedContact: { name: 'Bob', since: NOW }, userErrors: [] });
    expect(await namesAt(id, null)).toEqual(['Bob']);
    expect(await namesAt(id, RECEIVED)).toEqual(['Ada']);
  });

  it('a contract has room for a named contact again once somebody is removed', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', { ...ACTIVE, contacts: people(3) });
    expect(codesOf(await add(id, contactNamed('Bob')))).toEqual(['CONTACT_LIMIT_REACHED']);
    expect(await remove(namedContacts[1]!.id)).toMatchObject({
      namedContact: { name: 'Person2', until: NOW },
    });
    expect(codesOf(await add(id, contactNamed('Bob')))).toEqual([]);
    expect(await namesAt(id, null)).toEqual(['Person1', 'Person3', 'Bob']);
  });
});

describe('a person', () => {
  it('a person who is named already is told beside a limit that is reached', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', { ...ACTIVE, contacts: people(3) });
    const again = await add(id, { ...contactNamed('X'), email: 'PERSON2@example.com' });
    expect(codesOf(again)).toEqual(['CONTACT_LIMIT_REACHED', 'CONFLICT']);
  });

  it('a person is named once, by the email address in whatever case', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ACTIVE);
    const again = await add(id, { ...contactNamed('Ada'), email: 'ADA@Example.com' });
    expect(again.userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'contact', 'email'] }]);
    expect(await namesAt(id, null)).toEqual(['Ada']);
  });

  it('a person may be named under two contracts', async () => {
    for (let contract = 1; contract <= 2; contract += 1) {
      const { id } = await order(admin, 'it-novum', 'basic', ACTIVE);
      expect(await namesAt(id, null)).toEqual(['Ada']);
    }
  });

  it('a person is not replaced by one who is named already', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', { ...ACTIVE, contacts: people(2) });
    const answer = await replace(namedContacts[0]!.id, {
      ...contactNamed('X'),
      email: 'PERSON2@example.com',
    });
    expect(codesOf(answer)).toEqual(['CONFLICT']);
    expect(await namesAt(id, null)).toEqual(['Person1', 'Person2']);
  });

  it('a person may be replaced by one with the same email address, and named again after leaving', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', { ...ACTIVE, contacts: people(2) });
    const renamed = await replace(namedContacts[0]!.id, { ...contactNamed('Person1'), name: 'Married' });
    expect(codesOf(renamed)).toEqual([]);
    expect(codesOf(await remove(namedContacts[1]!.id))).toEqual([]);
    expect(codesOf(await add(id, contactNamed('Person2')))).toEqual([]);
    expect(await namesAt(id, null)).toEqual(['Married', 'Person2']);
  });

  it('a person can neither be replaced nor removed after having left', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', ACTIVE);
    const former = namedContacts[0]!.id;
    await replace(former, contactNamed('Bob'));
    for (const answer of [await replace(former, contactNamed('Cyd')), await remove(former)]) {
      expect(answer.userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'contactId'] }]);
      expect(answer.userErrors[0]!.message).toBe(`Ada is no longer a named contact, since ${NOW}.`);
    }
    expect(await namesAt(id, null)).toEqual(['Bob']);
  });
});

describe('the last contact', () => {
  it('the last contact of an active contract is not removed', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', { ...ACTIVE, contacts: people(2) });
    expect(codesOf(await remove(namedContacts[0]!.id))).toEqual([]);
    const refused = await remove(namedContacts[1]!.id);
    expect(refused.userErrors).toMatchObject([{ code: 'LAST_CONTACT', path: ['input', 'contactId'] }]);
    expect(await namesAt(id, null)).toEqual(['Person2']);
  });

  it('the last contact of an ordered contract is removed', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', ORDERED);
    expect(codesOf(await remove(namedContacts[0]!.id))).toEqual([]);
    expect(await namesAt(id, null)).toEqual([]);
  });
});

describe('a contract that is not active', () => {
  it('an ordered contract takes contacts up to the number of its plan', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', { ...ORDERED, contacts: [] });
    for (const contact of people(3)) expect(codesOf(await add(id, contact))).toEqual([]);
    expect(codesOf(await add(id, contactNamed('Bob')))).toEqual(['CONTACT_LIMIT_REACHED']);
  });

  it('an ended contract takes no contact, and says every reason', async () => {
    const { id, namedContacts } = await order(admin, 'op5', 'basic', ACTIVE);
    const { renewsOn } = await readContract<{ renewsOn: string }>(admin, id, 'renewsOn');
    const notice = { contractId: id, receivedAt: NOW, party: 'CUSTOMER' };
    expect(codesOf(await mutate(admin, 'giveNotice', notice))).toEqual([]);
    clock.moveTo(`${renewsOn}T12:00:00Z`);
    expect(codesOf(await add(id, contactNamed('Bob')))).toEqual([
      'CONTRACT_NOT_ACTIVE',
      'CONTACT_LIMIT_REACHED',
    ]);
    expect(codesOf(await may(id))).toEqual(['CONTRACT_NOT_ACTIVE', 'CONTACT_LIMIT_REACHED']);
    expect(codesOf(await replace(namedContacts[0]!.id, contactNamed('Bob')))).toEqual([
      'CONTRACT_NOT_ACTIVE',
    ]);
    expect(codesOf(await remove(namedContacts[0]!.id))).toEqual([]);
  });
});

describe('a contract without a contact', () => {
  const isOverdue = async (id: string) => {
    const selection = 'snapshot { contactsOverdue }';
    const { snapshot } = await readContract<{ snapshot: { contactsOverdue: boolean } }>(admin, id, selection);
    return snapshot.contactsOverdue;
  };

  it.each([
    ['2026-02-10T12:00:00+01:00', '2026-02-15T23:59:59+01:00', '2026-02-16T00:00:00+01:00'],
    // The clocks go forward on 29 March: the order is of the 24th by local time, and midnight comes at another offset.
    ['2026-03-24T00:30:00+01:00', '2026-03-29T23:59:59+02:00', '2026-03-30T00:00:00+02:00'],
  ])(
    'a contract without a contact ordered at %s is overdue after the fifth day, by local time',
    async (received, inTime, late) => {
      clock.moveTo(received);
      const { id } = await order(admin, 'it-novum', 'basic', { orderReceivedAt: received, contacts: [] });
      expect(await isOverdue(id)).toBe(false);
      clock.moveTo(inTime);
      expect(await isOverdue(id)).toBe(false);
      clock.moveTo(late);
      expect(await isOverdue(id)).toBe(true);
      await add(id, contactNamed('Ada'));
      expect(await isOverdue(id)).toBe(false);
    },
  );
});

describe('under load', () => {
  it('of forty replacements of one person at once, one comes through, and no connection runs out', async () => {
    const { id, namedContacts } = await order(admin, 'it-novum', 'basic', ACTIVE);
    const answers = await Promise.all(people(40).map((person) => replace(namedContacts[0]!.id, person)));
    expect(answers.filter((answer) => answer.userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codesOf)).toEqual(Array(39).fill('INVALID_STATE'));
    expect(await namesAt(id, null)).toHaveLength(1);
  });
});
