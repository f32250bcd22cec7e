import { Decision } from '../../shared/domain/decision';
import { Role } from '../../shared/domain/caller';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { statement } from '../../platform/sql';

/** Why a mutation was accepted or refused, as it was decided then. */
export interface DecisionRecord {
  readonly id: string;
  readonly contractId: string | null;
  readonly at: Date;
  readonly requestId: string;
  readonly actor: string;
  readonly role: Role;
  readonly mutation: string;
  readonly allowed: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly rules: Decision;
}

export const DECISION_COLUMNS = `d.id, d.contract_id AS "contractId", d.at, d.request_id AS "requestId", d.actor, d.role, d.mutation,
  d.allowed, d.facts, d.rules`;

const BY_IDS = scopedStatement(
  'decisions-by-ids',
  '$2',
  (sees) => `SELECT ${DECISION_COLUMNS} FROM decision_records d LEFT JOIN contracts c ON c.id = d.contract_id
   WHERE d.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);
const FIRST_OF = statement(
  'decisions-of-contracts',
  `SELECT page.* FROM unnest($1::bigint[]) AS wanted (contract_id) CROSS JOIN LATERAL (
     SELECT ${DECISION_COLUMNS} FROM decision_records d WHERE d.contract_id = wanted.contract_id AND d.id > $2 ORDER BY d.id LIMIT $3
   ) AS page`,
);

/** For staff only. One about no contract, such as a refused order, is seen by staff that is bound to no provider. */
export const decisionsById = batch<DecisionRecord | null>(
  'decisions-by-ids',
  async ({ database, scope, clock }, ids) => {
    const values = [ids, scopeValue(scope, clock.now())];
    const rows = await database.sql.rows<DecisionRecord>(BY_IDS(scope), values);
    return inOrderOf(ids, rows, (record) => record.id);
  },
);

export const DECISIONS_LIST = 'decision_records';

/** The decisions about contracts, in the order in which they were made. */
export const decisionsOfContracts = nestedPages<DecisionRecord>(
  DECISIONS_LIST,
  ({ database }, contractIds, afterId, limit) => database.sql.rows(FIRST_OF, [contractIds, afterId, limit]),
  (record) => record.contractId!,
  countsBy('decision-counts', 'decision_records', 'contract_id'),
);
