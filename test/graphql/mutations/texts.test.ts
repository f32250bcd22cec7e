import { GraphQLClient } from 'graphql-request';
import { EVERY_MUTATION, MUTATED_AT } from '../../support/every-mutation';
import { contactNamed, createCustomer, order, planId, uniqueNumber } from '../../support/builders';
import { inputFieldsOf, MUTATIONS, textFieldsOf, withValue } from '../../support/mutation-inputs';
import { codesOf, mutate } from '../../support/mutate';
import { rowCounts } from '../../support/row-counts';
import { sendKeyed } from '../../support/send-keyed';
import { TestClock } from '../../support/test-clock';
import { useServer } from '../../support/test-server';

const INVISIBLE = ['\u200B', '\u00A0\u3000', '\u3164'];
const BREAKING = ['\n', '\u2028', '\t', '\u200B'].map((mark) => `one${mark}two`);
/** Texts of several lines, by their names, and the key of a retry, which is the client's own. */
const OF_SEVERAL_LINES = ['description', 'note', 'reason', 'idempotencyKey'];
/** Whether a report is complete is a rule of its own. */
const OF_A_REPORT = ['product', 'productVersion', 'platformVersion', 'description'];

/** Not kept, but looked up: a code that is none is not found. */
const LOOKED_UP = ['providerCode'];

const clock = new TestClock(MUTATED_AT);
const server = useServer(clock, 'texts');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(MUTATED_AT));

describe.each(MUTATIONS)('the texts of %s', (mutation) => {
  const ways = textFieldsOf(mutation);
  let input: object;
  beforeAll(async () => {
    clock.moveTo(MUTATED_AT);
    input = await EVERY_MUTATION[mutation]!.accepted(admin);
  });

  const refused = async (way: readonly string[], text: string, codes: readonly string[]) => {
    const { userErrors } = await mutate(admin, mutation, withValue(input, way, text) as object);
    const found = userErrors.find(({ path }) => path?.join('.') === ['input', ...way].join('.'));
    expect([way.join('.'), JSON.stringify(text), found?.code]).toEqual([
      way.join('.'),
      JSON.stringify(text),
      expect.stringMatching((LOOKED_UP.includes(way[0]!) ? ['NOT_FOUND'] : codes).join('|')),
    ]);
  };

  /** How many rows there are, but for the records of what was refused. */
  const written = async () => ({ ...(await rowCounts(server.database)), decision_records: null });

  it('of which nothing is visible are refused, and nothing is written', async () => {
    const before = await written();
    for (const way of ways) {
      const isReport = mutation === 'openIncident' && OF_A_REPORT.includes(way[0]!);
      const codes = isReport
        ? ['REPORT_INCOMPLETE', 'INVALID_INPUT', 'PRODUCT_NOT_SUPPORTED']
        : ['INVALID_INPUT'];
      for (const text of INVISIBLE) await refused(way, text, codes);
    }
    expect(await written()).toEqual(before);
  });

  it('of one line are refused with anything that is not of a line, and nothing is written', async () => {
    const before = await written();
    for (const way of ways.filter((each) => !OF_SEVERAL_LINES.includes(each.at(-1)!)))
      for (const text of BREAKING) await refused(way, text, ['INVALID_INPUT']);
    expect(await written()).toEqual(before);
  });
});

describe.each(MUTATIONS)('a retry of %s', (mutation) => {
  it('is the same content with null, with the default, or with nothing, in either normal form', async () => {
    const apiKey = await server.keyOf('ADMIN');
    const base: Record<string, unknown> = { ...(await EVERY_MUTATION[mutation]!.accepted(admin)) };
    const open = inputFieldsOf(mutation).filter(
      ({ name, type }) => !String(type).endsWith('!') && !(name in base) && name !== 'idempotencyKey',
    );
    const nulls = Object.fromEntries(open.map(({ name }) => [name, null]));
    const defaults = Object.fromEntries<unknown>(
      open.flatMap(({ name, defaultValue }) => (defaultValue === undefined ? [] : [[name, defaultValue]])),
    );
    const padded = Object.fromEntries(
      textFieldsOf(mutation).flatMap(([name]) =>
        typeof base[name!] === 'string' ? [[name, ` ${(base[name!] as string).normalize('NFD')} `]] : [],
      ),
    );
    const idempotencyKey = uniqueNumber('key');
    const { selection } = EVERY_MUTATION[mutation]!;
    const send = (fields: object) =>
      sendKeyed(server.url, apiKey, mutation, { ...base, ...fields, idempotencyKey }, selection);
    const first = await send(nulls);
    expect([first.payload.userErrors, first.replayed]).toEqual([[], null]);
    const retries: readonly object[] = [{}, defaults, nulls, padded];
    for (const fields of retries)
      expect(await send(fields)).toEqual({ payload: first.payload, replayed: 'true' });
  });
});

describe('a text', () => {
  it('is answered in NFC and trimmed, and keeps its lines where it may have some', async () => {
    const fields = {
      number: ` ${uniqueNumber('Nu\u0308')} `,
      name: '  Mu\u0308ller\u00A0',
      region: 'EUROPE',
    };
    const { customer } = await mutate(admin, 'createCustomer', fields, 'customer { name number }');
    expect(customer).toEqual({ name: 'Müller', number: fields.number.trim().normalize('NFC') });
    const accepted = await EVERY_MUTATION['escalateIncident']!.accepted(admin);
    const { incident } = await mutate(
      admin,
      'escalateIncident',
      { ...accepted, note: ' first\nse\u0301cond ' },
      'incident { history { note } }',
    );
    const notes = (incident as { history: { note: string }[] }).history.map(({ note }) => note);
    expect(notes).toContain('first\nsécond');
  });
});

/** Seven ways to write what people take for one number. */
function alike(number: string): string[] {
  const wide = String.fromCodePoint(number.codePointAt(0)! + 0xfee0) + number.slice(1);
  return [
    number,
    number.toLowerCase(),
    wide,
    number.normalize('NFD'),
    ` ${number} `,
    number.replace(' ', '\u00A0'),
    number.replace(' ', '\u2003\u2003'),
    `${number}\uFE0F`,
  ];
}

describe('what people take for the same', () => {
  it('is one number of a customer, and finds it', async () => {
    const number = `${uniqueNumber('C')} Ü`;
    const id = await createCustomer(admin, { number });
    for (const other of alike(number)) {
      const taken = await mutate(admin, 'createCustomer', { number: other, name: 'Other', region: 'EUROPE' });
      expect([other, codesOf(taken)]).toEqual([other, ['CONFLICT']]);
      const found = await admin.request('query ($n: String!) { customer(number: $n) { id } }', { n: other });
      expect(found).toEqual({ customer: { id } });
    }
  });

  it('is one number of a contract, and finds it', async () => {
    const number = `${uniqueNumber('K')} Ü`;
    const { id } = await order(admin, 'it-novum', 'basic', {
      number,
      orderReceivedAt: '2026-04-10T10:00:00Z',
    });
    const customerId = await createCustomer(admin);
    const plan = await planId(admin, 'it-novum', 'basic');
    for (const other of alike(number)) {
      const input = { customerId, planId: plan, number: other, orderReceivedAt: '2026-04-10T10:00:00Z' };
      expect([other, codesOf(await mutate(admin, 'orderContract', input))]).toEqual([other, ['CONFLICT']]);
      const found = await admin.request('query ($n: String!) { contract(number: $n) { id } }', { n: other });
      expect(found).toEqual({ contract: { id } });
    }
  });

  it('is one address of a person, by its domain too', async () => {
    const contact = (email: string) => ({ ...contactNamed('Ada'), email });
    const same = [
      'müller@müller.example',
      'MÜLLER@MÜLLER.example',
      'mu\u0308ller@mu\u0308ller.example',
      'müller@xn--mller-kva.example',
    ];
    const { id: contractId } = await order(admin, 'it-novum', 'premium', {
      orderReceivedAt: '2026-04-10T10:00:00Z',
      contacts: [contact(same[0]!)],
    });
    for (const email of same) {
      const taken = await mutate(admin, 'addNamedContact', { contractId, contact: contact(email) });
      expect([email, codesOf(taken)]).toEqual([email, ['CONFLICT']]);
      const input = {
        customerId: await createCustomer(admin),
        planId: await planId(admin, 'it-novum', 'basic'),
        number: uniqueNumber('K'),
        orderReceivedAt: MUTATED_AT,
        contacts: [contact(same[0]!), contact(email)],
      };
      expect([email, codesOf(await mutate(admin, 'orderContract', input))]).toEqual([
        email,
        ['INVALID_INPUT'],
      ]);
    }
  });

  it('is one name of a satellite', async () => {
    const { id: contractId } = await order(admin, 'it-novum', 'premium', {
      orderReceivedAt: '2026-04-10T10:00:00Z',
    });
    await mutate(admin, 'registerSatellite', { contractId, name: 'Süd 1' });
    for (const name of alike('Süd 1'))
      expect(codesOf(await mutate(admin, 'registerSatellite', { contractId, name }))).toEqual(['CONFLICT']);
  });

  it('is found by its name', async () => {
    const mark = uniqueNumber('Fü');
    const id = await createCustomer(admin, { name: `${mark} Straße` });
    for (const search of [`${mark} STRASSE`, `${mark.normalize('NFD')}\u00A0straße`, mark.toUpperCase()]) {
      const document = 'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { id } } }';
      expect(await admin.request(document, { filter: { search } })).toEqual({
        customers: { nodes: [{ id }] },
      });
    }
  });
});
