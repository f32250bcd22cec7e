import { GraphQLClient } from 'graphql-request';
import { contactNamed, order, OrderedContract } from '../../support/builders';
import { Answer, mutate, mutationOf } from '../../support/mutate';
import { askedInOrder } from '../../support/raw-socket';
import { TestClock } from '../../support/test-clock';
import { useServer } from '../../support/test-server';
import { parseGlobalId } from '../../../src/shared/domain/global-id';

// Standing still: what is written in turn has the instants of what is written together.
const NOW = '2026-06-10T10:00:00.000Z';
const RECEIVED = { orderReceivedAt: '2026-05-01T10:00:00.000Z' };

const server = useServer(new TestClock(NOW));
let admin: GraphQLClient;
beforeAll(async () => {
  admin = await server.as('ADMIN');
});

interface Write {
  readonly mutation: string;
  readonly selection: string;
  readonly input: object;
}

const name = (person: string): Write => ({
  mutation: 'addNamedContact',
  selection: 'namedContact { name email since until }',
  input: { contact: { ...contactNamed(person), email: `${person}@example.org` } },
});

const book = (blocks: number, fields: object = {}): Write => ({
  mutation: 'bookConsultingBlock',
  selection: 'consultingBlocks { subject source status contractYear order { blocks } }',
  input: { startsAt: '2026-07-01T08:00:00Z', subject: `Upgrade ${blocks}`, blocks, ...fields },
});

// Standard takes three contacts, of whom one is named, and includes one block a year; four more are of two orders.
const WRITES: readonly Write[] = [
  name('erika'),
  book(1),
  name('ERIKA'),
  name('max'),
  book(0),
  book(2, { consultant: 'Kim' }),
  name('lena'),
  book(1, { startsAt: '2025-01-01T08:00:00Z' }),
  name('jan'),
  book(2),
  name('ida'),
  book(1),
  book(1),
];

async function writtenInTurn({ id }: OrderedContract): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { mutation, selection, input } of WRITES) {
    answers.push(await mutate(admin, mutation, { contractId: id, ...input }, selection));
  }
  return answers;
}

/** All there before the first is answered. */
async function writtenTogether({ id }: OrderedContract): Promise<Answer[]> {
  const bodies = WRITES.map(({ mutation, selection, input }) => ({
    query: mutationOf(mutation, selection),
    variables: { input: { contractId: id, ...input } },
  }));
  const answers = await askedInOrder(server.url, await server.keyOf('ADMIN'), bodies);
  return WRITES.map(({ mutation }, at) => (answers[at] as { data: Record<string, Answer> }).data[mutation]!);
}

async function contractWithOrders(): Promise<OrderedContract> {
  const contract = await order(admin, 'it-novum', 'standard', RECEIVED);
  for (const blocks of [1, 3]) {
    await mutate(admin, 'orderAdditionalConsulting', {
      contractId: contract.id,
      blocks,
      listPricePerHour: '150.00',
      currency: 'EUR',
    });
  }
  return contract;
}

const LEFT = {
  counted: `SELECT contacts_used, contacts_limit, additional_blocks_used FROM contracts WHERE id = $1`,
  years: `SELECT number, included_blocks_used, included_blocks_limit, included_blocks_allowed FROM contract_years
    WHERE contract_id = $1 ORDER BY number`,
  orders: `SELECT blocks, blocks_used FROM consulting_orders WHERE contract_id = $1 ORDER BY id`,
  contacts: `SELECT name, email, email_folded, valid_from FROM named_contacts WHERE contract_id = $1 ORDER BY id`,
  blocks: `SELECT contract_year, source, subject, consultant, booked_at FROM consulting_blocks WHERE contract_id = $1 ORDER BY id`,
  ledger: `SELECT kind, contract_year, source, hours, net_amount_minor FROM consulting_events WHERE contract_id = $1 ORDER BY id`,
  decisions: `SELECT mutation, allowed, rules FROM decision_records WHERE contract_id = $1 ORDER BY id`,
  audited: `SELECT mutation, subject_type FROM audit_log WHERE contract_id = $1 ORDER BY id`,
  events: `SELECT type, data - 'blockId' - 'orderId' AS data FROM events WHERE contract_id = $1 ORDER BY position`,
};

/** The rows that writes left behind, without what tells one contract from another. */
async function leftBehind({ id, number }: OrderedContract): Promise<unknown> {
  const left: Record<string, unknown> = {};
  for (const [what, query] of Object.entries(LEFT)) {
    left[what] = await server.database.sql.rows(query, [parseGlobalId(id)!.id]);
  }
  return JSON.parse(JSON.stringify(left).replaceAll(number, 'NUMBER'));
}

/** By mutation: the two that stand in one batch each come one after the other, and no order holds between the two. */
function sorted(left: unknown): unknown {
  const byMutation = (row: object) => Object.values(row)[0] as string;
  return Object.fromEntries(
    Object.entries(left as Record<string, object[]>).map(([what, rows]) => [
      what,
      ['decisions', 'audited', 'events'].includes(what)
        ? [...rows].sort((one, other) => byMutation(one).localeCompare(byMutation(other)))
        : rows,
    ]),
  );
}

it('contacts and appointments that are written together are decided as if one had come after the other', async () => {
  const [one, other] = [await contractWithOrders(), await contractWithOrders()];
  const inTurn = await writtenInTurn(one);
  const together = await writtenTogether(other);
  const told = (contract: OrderedContract, answers: readonly Answer[]) =>
    JSON.parse(JSON.stringify(answers).replaceAll(contract.number, 'NUMBER')) as unknown;
  expect(told(other, together)).toEqual(told(one, inTurn));
  expect(sorted(await leftBehind(other))).toEqual(sorted(await leftBehind(one)));
  expect(inTurn.filter(({ userErrors }) => userErrors.length > 0)).toHaveLength(8);
});
