import { Sql, statement } from '../sql';

/** What is wrong at a place of a chain of the audit log. */
export interface AuditFault {
  /** The contract; 0 for the chain of all entries without one. */
  readonly contractId: string;
  readonly place: string;
  /** Null where no entry stands at the place. */
  readonly id: string | null;
  readonly fault: 'CHANGED' | 'INSERTED' | 'MISSING';
}

/** More do not help to find out what happened. */
const FAULTS_TOLD = 100;

/** Chains that one statement verifies, so that it ends within the time that a statement has. */
const CHAINS_A_STATEMENT = 1_000;

// By the chains that there are: the ids of contracts may have gaps of any size.
const SLICES = statement(
  'slices-of-audit-chains',
  `SELECT id AS "from", lead(id, 1, 9223372036854775807) OVER (ORDER BY id) AS until FROM (
     SELECT id, row_number() OVER (ORDER BY id) AS nth FROM (
       SELECT contract_id AS id FROM audit_log WHERE contract_id IS NOT NULL UNION SELECT contract_id FROM audit_chains WHERE contract_id <> 0
     ) AS chains
   ) AS numbered WHERE nth % ${CHAINS_A_STATEMENT} = 1 ORDER BY id`,
);

// Each chain by one statement, so that what is written meanwhile makes no difference. The end of a chain is compared with what is kept
// of it, in both directions: a chain may be gone as a whole.
const verify = (entries: string, chains: string) => `
  WITH entries AS (
    SELECT coalesce(a.contract_id, 0) AS chain, a.place, a.id, a.hash, a.previous_hash,
      lag(a.place, 1, 0::bigint) OVER chain AS place_before, lag(a.hash, 1, ''::bytea) OVER chain AS hash_before,
      audit_hash(a.place, a.previous_hash, a) AS computed
    FROM audit_log a WHERE ${entries} WINDOW chain AS (PARTITION BY coalesce(a.contract_id, 0) ORDER BY a.place, a.id)
  ), ends AS (
    SELECT DISTINCT ON (chain) chain, place, id, hash FROM entries ORDER BY chain, place DESC, id DESC
  ), faults AS (
    SELECT chain, place, id, CASE
        WHEN place = place_before THEN 'INSERTED'
        WHEN hash IS DISTINCT FROM computed THEN 'CHANGED'
        WHEN place > place_before + 1 THEN 'MISSING'
        WHEN previous_hash IS DISTINCT FROM hash_before THEN 'CHANGED'
      END AS fault
    FROM entries
    UNION ALL
    SELECT coalesce(e.chain, c.contract_id), greatest(c.length, e.place),
      CASE WHEN e.place >= coalesce(c.length, 0) THEN e.id END, CASE
        WHEN c.length IS NULL OR c.length < e.place THEN 'INSERTED'
        WHEN e.place IS NULL OR e.place < c.length THEN 'MISSING'
        WHEN c.hash IS DISTINCT FROM e.hash THEN 'CHANGED'
      END
    FROM (SELECT * FROM audit_chains WHERE ${chains}) c FULL JOIN ends e ON e.chain = c.contract_id
  )
  SELECT chain AS "contractId", place, id, fault FROM faults WHERE fault IS NOT NULL
  ORDER BY chain, place, id LIMIT ${FAULTS_TOLD}`;

const VERIFY_NO_CONTRACT = statement(
  'verify-audit-of-none',
  verify('a.contract_id IS NULL', 'contract_id = 0'),
);
const IN_SLICE = 'contract_id >= $1 AND contract_id < $2';
const VERIFY_CONTRACTS = statement('verify-audit', verify(`a.${IN_SLICE}`, IN_SLICE));

/**
 * The places at which the audit log is not what was written: an entry that was changed, that is missing before the one
 * that is told or at the end of its chain, or that nobody wrote through the chain. At most 100; empty where all is as it was.
 */
export async function verifyAuditLog(sql: Sql): Promise<AuditFault[]> {
  const faults = await sql.rows<AuditFault>(VERIFY_NO_CONTRACT);
  for (const { from, until } of await sql.rows<{ from: string; until: string }>(SLICES)) {
    if (faults.length >= FAULTS_TOLD) break;
    faults.push(...(await sql.rows<AuditFault>(VERIFY_CONTRACTS, [from, until])));
  }
  return faults.slice(0, FAULTS_TOLD);
}
