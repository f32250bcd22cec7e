import { GraphQLClient } from 'graphql-request';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { violatedConstraint } from '../../src/platform/transactions/constraint-violation';
import { Sql } from '../../src/platform/sql';
import { contactNamed, order } from '../support/builders';
import { mutate } from '../support/mutate';
import { useServer } from '../support/test-server';

const LIMIT = 3;
const CALLERS = 8;

const server = useServer(undefined, 'without_the_lock');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

/** What stands between counting and inserting. */
type Pause = () => Promise<void>;

/** Lets nobody go on before all have arrived. */
function barrier(parties: number): Pause {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived === parties) open();
    return opened;
  };
}

/** How many of the callers were let in, who all try at once. */
async function letIn(add: (n: number) => Promise<boolean>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: CALLERS }, (_, n) => add(n)));
  return answers.filter(Boolean).length;
}

/** The same check and the same insert as the product's, with a plain count in the place of the lock. */
async function countAndInsert(
  sql: Sql,
  table: string,
  contractId: string,
  n: number,
  pause: Pause,
): Promise<boolean> {
  const [row] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE contract_id = $1 AND valid_to IS NULL`,
    [contractId],
  );
  await pause();
  if (row!.count >= LIMIT) return false;
  const { name, email, phone } = contactNamed(`Person${n}`);
  const values = [contractId, name, email, email.toLowerCase(), phone];
  const columns = '(contract_id, name, email, email_folded, phone, valid_from)';
  await sql.rows(`INSERT INTO ${table} ${columns} VALUES ($1, $2, $3, $4, $5, now())`, values);
  return true;
}

const keyOf = (id: string) => parseGlobalId(id)!.id;

it('a plain count lets everybody in who counts before the first one has inserted', async () => {
  await server.database.sql.rows('CREATE TABLE unguarded_contacts (LIKE named_contacts)');
  await server.database.sql.rows('ALTER TABLE unguarded_contacts ALTER id DROP NOT NULL');
  const all = barrier(CALLERS);
  const accepted = await letIn((n) =>
    server.database.transaction(({ sql }) => countAndInsert(sql, 'unguarded_contacts', '1', n, all)),
  );
  expect(accepted).toBe(CALLERS);
  expect(accepted).toBeGreaterThan(LIMIT);
});

it('the counter with its CHECK stands behind the lock: callers without the lock are stopped at the limit', async () => {
  const contract = await order(admin, 'it-novum', 'basic', { contacts: [] });
  const contractId = keyOf(contract.id);
  const all = barrier(CALLERS);
  const violated: (string | null)[] = [];
  const accepted = await letIn((n) =>
    server.database
      .transaction(async ({ sql }) => {
        const isIn = await countAndInsert(sql, 'named_contacts', contractId, n, all);
        await sql.rows('UPDATE contracts SET contacts_used = contacts_used + 1 WHERE id = $1', [contractId]);
        return isIn;
      })
      .catch((error: unknown) => {
        violated.push(violatedConstraint(error));
        return false;
      }),
  );
  expect(accepted).toBe(LIMIT);
  expect(violated).toEqual(Array(CALLERS - LIMIT).fill('contracts_contacts_used_check'));
});

it.each([1, 2, 3, 4, 5])(
  'the product’s own path is exact under callers that a plain count lets in (round %i)',
  async () => {
    const { id: contractId } = await order(admin, 'it-novum', 'basic', { contacts: [] });
    const accepted = await letIn(async (n) => {
      const { userErrors } = await mutate(admin, 'addNamedContact', {
        contractId,
        contact: contactNamed(`Person${n}`),
      });
      return userErrors.length === 0;
    });
    expect(accepted).toBe(LIMIT);
  },
);
