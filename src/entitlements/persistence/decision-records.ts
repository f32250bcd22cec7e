import { Decision } from '../../shared/domain/decision';
import { Role } from '../../shared/domain/caller';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { Placing } from '../../platform/reads/branched-list';
import { listOfOne, nestedLists } from '../../platform/reads/nested-lists';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';

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
/** For staff only. One about no contract, such as a refused order, is seen by staff that is bound to no provider. */
export const decisionsById = batch<DecisionRecord | null>(
  'decisions-by-ids',
  async ({ database, scope, clock }, ids) => {
    const values = [ids, scopeValue(scope, clock.now())];
    const rows = await database.sql.rows<DecisionRecord>(BY_IDS(scope), values);
    return inOrderOf(ids, rows, (record) => record.id);
  },
);

/** How the cursors of a contract's decisions are made. */
export const DECISIONS_LIST: Placing = { list: 'decision_records', types: ['id'], isRanked: false };

/** The decisions about contracts, in the order in which they were made. */
export const decisionsOfContracts = nestedLists<DecisionRecord, null>('decision_records', () =>
  listOfOne(DECISIONS_LIST, {
    table: 'decision_records d',
    id: 'd.id',
    parent: 'd.contract_id',
    columns: DECISION_COLUMNS,
  }),
);
