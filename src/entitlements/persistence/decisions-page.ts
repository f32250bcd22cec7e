import { RequestContext } from '../../catalog/request-context';
import { narrow } from '../../platform/scoped-filter';
import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { Filter } from '../../platform/reads/keyset-page';
import { listOfWays, Way } from '../../platform/reads/list-of-ways';
import { PageRequest } from '../../shared/domain/page';
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
): Promise<ListedPage<DecisionRecord>> {
  const list = listOfWays(
    { list: 'decisions', types: ['timestamptz', 'id'] },
    {
      table: 'decision_records d',
      places: ['d.at', 'd.id'],
      ways: waysToCode(wanted.code).map((way) => ({
        ...way,
        narrow: (filter) => {
          way.narrow(filter);
          addConditions(filter, wanted, context);
        },
      })),
      rows: () => ({ select: DECISION_COLUMNS, join: 'JOIN decision_records d ON d.id = found.id' }),
    },
  );
  return branchedPage<DecisionRecord>(context.database.sql, list, request);
}

const CODES = `jsonb_path_query_array(d.rules, '$[*].refusals[*].code')`;

/** As the first reason, which is found in the order of time, and as a further one, which few refusals have. */
function waysToCode(code: UserErrorCode | null | undefined): readonly Way[] {
  if (code == null) return [{ narrow: () => undefined }];
  return [
    { narrow: (filter) => filter.add(`${CODES} ->> 0 = ${filter.value(code)}`) },
    {
      narrow: (filter) => filter.add(`${CODES} - 0 <> '[]' AND ${CODES} - 0 ? ${filter.value(code)}`),
      places: [`d.at + interval '0'`, 'd.id'],
    },
  ];
}

function addConditions(filter: Filter, wanted: DecisionFilter, context: RequestContext): void {
  const ofContracts = (condition: string) =>
    `d.contract_id IN (SELECT c.id FROM contracts c WHERE ${condition})`;
  narrow(filter, context, (sees) => ofContracts(sees.contract('c')));
  // Said in the text, so that the index of refusals is found.
  if (wanted.allowed != null || wanted.code != null)
    filter.add(wanted.allowed === true ? 'd.allowed' : 'NOT d.allowed');
  filter.when(wanted.mutation, (mutation) => `d.mutation = ${mutation}`);
  filter.when(wanted.contractId, (id) => `d.contract_id = ${id}`);
  filter.when(wanted.customerId, (id) => ofContracts(`c.customer_id = ${id}`));
  filter.when(wanted.providerCode, (code) =>
    ofContracts(`c.provider_id = (SELECT pr.id FROM providers pr WHERE pr.code = ${code})`),
  );
  filter.when(wanted.from, (from) => `d.at >= ${from}`);
  filter.when(wanted.before, (before) => `d.at < ${before}`);
}
