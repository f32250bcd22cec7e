import { AuditFault, verifyAuditLog } from '../../../src/platform/journal/verify-audit-log';
import { Sql } from '../../../src/platform/sql';
import { createCustomer, order, OrderedContract } from '../../support/builders';
import { accepted, open } from '../../incidents/incidents';
import { mutate } from '../../support/mutate';
import { parseGlobalId } from '../../../src/shared/domain/global-id';
import { TestClock } from '../../support/test-clock';
import { useServer } from '../../support/test-server';

const server = useServer(new TestClock('2026-06-10T10:00:00Z'), 'audit_chains');
let contract: OrderedContract;
let contractId: string;

beforeAll(async () => {
  const admin = await server.as('ADMIN');
  const active = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  contract = await order(admin, 'it-novum', 'premium', active);
  contractId = parseGlobalId(contract.id)!.id;
  await Promise.all([1, 2, 3, 4].map(() => open(admin, contract)));
  await createCustomer(admin);
});

/** What is found after something that a superuser could do; it is undone. */
async function faultsAfter(text: string): Promise<readonly string[]> {
  let found: AuditFault[] = [];
  const undone = server.database.transaction(async ({ sql }) => {
    await sql.rows('SET LOCAL session_replication_role = replica');
    for (const each of text.replaceAll('$contract', contractId).split(';')) await sql.rows(each);
    found = await verifyAuditLog(sql);
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  return found.map(
    ({ contractId: chain, place, fault }) => `${fault} ${chain === contractId ? 'contract' : chain} ${place}`,
  );
}

const lengthOf = async (chain: string): Promise<number> => {
  const rows = await server.database.sql.rows<{ length: string }>(
    'SELECT length FROM audit_chains WHERE contract_id = $1',
    [chain],
  );
  return Number(rows[0]?.length ?? 0);
};

it('what the product writes is one chain for each contract, and one for the rest', async () => {
  expect(await verifyAuditLog(server.database.sql)).toEqual([]);
  expect(await lengthOf(contractId)).toBe(6);
  expect(await lengthOf('0')).toBeGreaterThan(1);
});

const AT = (place: number) => `contract_id = $contract AND place = ${place}`;
const COPIED = `id, at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, before, after`;

it.each<[string, string, readonly string[]]>([
  ['a changed actor', `UPDATE audit_log SET actor = 'somebody else' WHERE ${AT(2)}`, ['CHANGED contract 2']],
  [
    'a changed instant',
    `UPDATE audit_log SET at = at + interval '1 microsecond' WHERE ${AT(3)}`,
    ['CHANGED contract 3'],
  ],
  [
    'a changed value',
    `UPDATE audit_log SET after = after || '{"x": 1}' WHERE ${AT(1)}`,
    ['CHANGED contract 1'],
  ],
  [
    'a changed subject',
    `UPDATE audit_log SET subject_id = subject_id + 1 WHERE ${AT(5)}`,
    ['CHANGED contract 5'],
  ],
  [
    'an entry that was changed with its hash',
    `UPDATE audit_log SET actor = 'x' WHERE ${AT(2)};
     UPDATE audit_log a SET hash = audit_hash(place, previous_hash, a) WHERE ${AT(2)}`,
    ['CHANGED contract 3'],
  ],
  ['a missing entry', `DELETE FROM audit_log WHERE ${AT(3)}`, ['MISSING contract 4']],
  ['a missing first entry', `DELETE FROM audit_log WHERE ${AT(1)}`, ['MISSING contract 2']],
  ['a missing last entry', `DELETE FROM audit_log WHERE ${AT(6)}`, ['MISSING contract 6']],
  ['a missing chain', 'DELETE FROM audit_log WHERE contract_id = $contract', ['MISSING contract 6']],
  [
    'an end that was taken away',
    'DELETE FROM audit_chains WHERE contract_id = $contract',
    ['INSERTED contract 6'],
  ],
  [
    'an entry that was put in',
    `INSERT INTO audit_log (${COPIED}, place, previous_hash, hash)
       SELECT 1000000, at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, before, after,
         place, previous_hash, hash FROM audit_log WHERE ${AT(2)}`,
    ['INSERTED contract 2'],
  ],
  [
    'an entry that was put in at the end',
    `INSERT INTO audit_log (${COPIED}, place, previous_hash, hash)
       SELECT 1000000, at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, before, after,
         7, hash, audit_hash(7, hash, (SELECT b FROM audit_log b WHERE b.id = a.id)) FROM audit_log a WHERE ${AT(6)}`,
    ['INSERTED contract 7'],
  ],
])('%s is found', async (_what, text, faults) => {
  const found = await faultsAfter(text);
  for (const fault of faults) expect(found).toContain(fault);
  expect(found.length).toBeLessThanOrEqual(faults.length + 1);
});

it('a missing entry without a contract is found', async () => {
  const last = await lengthOf('0');
  expect(await faultsAfter(`DELETE FROM audit_log WHERE contract_id IS NULL AND place = ${last}`)).toEqual([
    `MISSING 0 ${last}`,
  ]);
});

it('who writes an entry has no say about its place and hash', async () => {
  const program = server.database;
  const undone = program.transaction(async ({ sql }) => {
    await sql.rows(
      `INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after, place, previous_hash, hash)
       VALUES (now(), 'r', 1, 'a', 'ADMIN', 'm', 'Contract', 1, $1, '{}', 99, 'x', 'y')`,
      [contractId],
    );
    expect(await verifyAuditLog(sql)).toEqual([]);
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
});

it('writers of the same incidents and contracts, at once, leave whole chains', async () => {
  const admin = await server.as('ADMIN');
  const active = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  const contracts = await Promise.all([1, 2, 3].map(() => order(admin, 'it-novum', 'premium', active)));
  const opened = await Promise.all(
    Array.from({ length: 30 }, (_, nth) => accepted(open(admin, contracts[nth % 3]!))),
  );
  await Promise.all(
    opened.map(({ id }) => mutate(admin, 'recordFirstResponse', { incidentId: id }, 'incident { id }')),
  );
  await Promise.all(Array.from({ length: 10 }, () => createCustomer(admin)));
  expect(await verifyAuditLog(server.database.sql)).toEqual([]);
  const sums = await server.database.sql.rows<{ same: boolean }>(
    'SELECT (SELECT sum(length) FROM audit_chains) = (SELECT count(*) FROM audit_log) AS same',
  );
  expect(sums).toEqual([{ same: true }]);
});

it('two sessions that add to one chain follow each other', async () => {
  const entry = (sql: Sql, id: string) =>
    sql.rows(
      `INSERT INTO audit_log (at, request_id, key_id, actor, role, mutation, subject_type, subject_id, contract_id, after)
       VALUES (now(), 'r', 1, 'a', 'ADMIN', 'm', 'Contract', 1, $1, '{}')`,
      [id],
    );
  const fresh = '987654321';
  await Promise.all(
    Array.from({ length: 20 }, () => server.database.transaction(({ sql }) => entry(sql, fresh))),
  );
  expect(await lengthOf(fresh)).toBe(20);
  expect(await verifyAuditLog(server.database.sql)).toEqual([]);
});
