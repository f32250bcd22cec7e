import { RequestContext } from '../../catalog/request-context';
import { narrow } from '../../platform/scoped-filter';
import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { Page, PageRequest } from '../../shared/domain/page';
import { UserErrorCode } from '../../shared/domain/refusal';
import { DECISION_COLUMNS, DecisionRecord } from './decision-records';

/** Which decisions; null and left out filter nothing. */
export interface DecisionFilter {
  readonly allowed?: boolean | null;
  readonly code?: UserErrorCode | null;
  readonly mutation?: string | null;
  readonly contractId?: string | null;
  readonly customerId?: string | null;
  readonly providerCode?: string | null;
  /** [from, before) of the instant at which it was decided. */
  readonly from?: Date | null;
  readonly before?: Date | null;
}

/**
 * Decisions about contracts that the caller sees, in the order in which they were made. One about no contract, such as a
 * refused order, is seen by staff that is bound to no provider.
 */
export function decisionsPage(
  context: RequestContext,
  wanted: DecisionFilter,
  request: PageRequest,
): Promise<Page<DecisionRecord>> {
  const filter = Filter.none();
  const ofContracts = (condition: string) =>
    `d.contract_id IN (SELECT c.id FROM contracts c WHERE ${condition})`;
  narrow(filter, context, (sees) => ofContracts(sees.contract('c')));
  // Said in the text, so that the index of refusals is found.
  if (wanted.allowed != null || wanted.code != null)
    filter.add(wanted.allowed === true ? 'd.allowed' : 'NOT d.allowed');
  filter.when(
    wanted.code,
    (code) =>
      `jsonb_path_exists(d.rules, '$[*].refusals[*] ? (@.code == $code)', jsonb_build_object('code', ${code}::text))`,
  );
  filter.when(wanted.mutation, (mutation) => `d.mutation = ${mutation}`);
  filter.when(wanted.contractId, (id) => `d.contract_id = ${id}`);
  filter.when(wanted.customerId, (id) => ofContracts(`c.customer_id = ${id}`));
  filter.when(wanted.providerCode, (code) =>
    ofContracts(`c.provider_id = (SELECT pr.id FROM providers pr WHERE pr.code = ${code})`),
  );
  filter.when(wanted.from, (from) => `d.at >= ${from}`);
  filter.when(wanted.before, (before) => `d.at < ${before}`);
  const query = {
    list: 'decisions',
    select: DECISION_COLUMNS,
    from: 'decision_records d',
    filter,
    order: [
      { sql: 'd.at', type: 'timestamptz' as const },
      { sql: 'd.id', type: 'id' as const },
    ],
  };
  return keysetPage<DecisionRecord>(context.database.sql, query, request);
}
