import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { SUBJECT_TYPES } from '../../src/shared/domain/journal';
import { AuditEntry, AuditLog, auditLog } from './audit-api';

const FIRST = '2026-06-10T10:00:00.000Z';
const LATER = '2026-06-11T10:00:00.000Z';
const LAST = '2026-06-12T10:00:00.000Z';

const clock = new TestClock(FIRST);
const server = useServer(clock, 'audit_log');
let admin: GraphQLClient;
let contract: OrderedContract;

/** An order by ADMIN, later a satellite by SUPPORT, at last a contact by SALES, of another contract too. */
beforeAll(async () => {
  admin = await server.as('ADMIN');
  contract = await order(admin, 'op5', 'premium', { orderReceivedAt: '2026-05-01T10:00:00Z' });
  clock.moveTo(LATER);
  await mutate(await server.as('SUPPORT'), 'registerSatellite', { contractId: contract.id, name: 'edge' });
  clock.moveTo(LAST);
  const other = await order(admin, 'op5', 'premium', { orderReceivedAt: '2026-05-01T10:00:00Z' });
  const contact = contactNamed('Bob');
  await mutate(await server.as('SALES'), 'addNamedContact', { contractId: other.id, contact });
});

const told = ({ nodes }: AuditLog) =>
  nodes.map(({ mutation, subjectType }) => `${mutation} ${SUBJECT_TYPES[subjectType]}`);
const ORDER = ['createCustomer Customer', 'orderContract Contract', 'orderContract NamedContact'];
const EVERYTHING = [...ORDER, 'registerSatellite Satellite', ...ORDER, 'addNamedContact NamedContact'];

describe('the log', () => {
  it('the audit log holds every write in the order of time', async () => {
    const log = await auditLog(admin);
    expect(told(log)).toEqual(EVERYTHING);
    expect(log.totalCount).toBe(EVERYTHING.length);
    expect(log.nodes.map(({ at }) => at)).toEqual([FIRST, FIRST, FIRST, LATER, LAST, LAST, LAST, LAST]);
  });

  it.each<[string, () => object, readonly string[]]>([
    ['a subject', () => ({ subjectId: contract.id }), ['orderContract Contract']],
    [
      'a contract and what belongs to it',
      () => ({ contractId: contract.id }),
      ['orderContract Contract', 'orderContract NamedContact', 'registerSatellite Satellite'],
    ],
    ['an actor', () => ({ actor: 'test SALES' }), ['addNamedContact NamedContact']],
    ['a mutation', () => ({ mutation: 'registerSatellite' }), ['registerSatellite Satellite']],
    ['an instant on', () => ({ from: LAST }), [...ORDER, 'addNamedContact NamedContact']],
    ['before an instant', () => ({ to: LATER }), ORDER],
    ['a stretch of time', () => ({ from: LATER, to: LAST }), ['registerSatellite Satellite']],
    [
      'all of these at once',
      () => ({ from: LATER, actor: 'test ADMIN', mutation: 'createCustomer' }),
      [ORDER[0]!],
    ],
    ['a request that wrote nothing', () => ({ requestId: 'never-sent' }), []],
  ])('the audit log is read by %s', async (_what, filter, expected) => {
    const log = await auditLog(admin, filter());
    expect(told(log)).toEqual(expected);
    expect(log.totalCount).toBe(expected.length);
  });

  it('the audit log tells of each entry to which contract it belongs', async () => {
    const { nodes } = await auditLog(admin, { to: LAST });
    expect(nodes.map(({ contractId }) => contractId)).toEqual([null, contract.id, contract.id, contract.id]);
  });

  it('the audit log is read in pages, forwards and backwards, each entry once', async () => {
    const all = (await auditLog(admin)).nodes;
    const forwards: AuditEntry[] = [];
    for (let after: string | null = null; ;) {
      const page: AuditLog = await auditLog(admin, {}, { first: 3, after });
      forwards.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    const backwards: AuditEntry[] = [];
    for (let before: string | null = null; ;) {
      const page: AuditLog = await auditLog(admin, {}, { last: 3, before });
      backwards.unshift(...page.nodes);
      if (!page.pageInfo.hasPreviousPage) break;
      before = page.pageInfo.startCursor;
    }
    expect(forwards).toEqual(all);
    expect(backwards).toEqual(all);
  });

  it.each(['SUPPORT', 'SALES', 'BILLING', 'CUSTOMER'] as const)(
    'the audit log is not for a key of role %s',
    async (role) => {
      const client = await server.as(role, role === 'CUSTOMER' ? await createCustomer(admin) : undefined);
      await expect(auditLog(client)).rejects.toMatchObject({
        response: { data: { auditLog: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
    },
  );

  it('the audit log refuses a mutation that there is not with the names of those there are, also of what programs write', async () => {
    await expect(auditLog(admin, { mutation: 'registerSatelite' })).rejects.toThrow(
      /filter\.mutation names no mutation; there are .*registerSatellite, .*, importBook, repairCounters\./,
    );
    expect((await auditLog(admin, { mutation: 'importBook' })).nodes).toEqual([]);
  });

  it('the audit log refuses a subject that is no id of this API', async () => {
    await expect(auditLog(admin, { subjectId: 'nonsense' })).rejects.toThrow(
      'filter.subjectId must be an id',
    );
  });
});
