import { LocalDate } from '../../shared/domain/local-date';
import { ContractIdentity } from '../domain/contract-state';

/** The identity of a contract, as it stands in a row of another table that names contract and customer. */
export interface JoinedContract {
  readonly contractId: string;
  readonly customerId: string;
  readonly contractNumber: string;
  readonly contractOrderedOn: LocalDate;
  readonly contractActivatesOn: LocalDate;
  readonly contractTermMonths: number;
}

/** Its columns, of `contracts c`. The two keys are the row's own. */
export const JOINED_CONTRACT_COLUMNS = `c.number AS "contractNumber", c.ordered_on AS "contractOrderedOn",
  c.activates_on AS "contractActivatesOn", c.term_months AS "contractTermMonths"`;

export function contractOf(row: JoinedContract): ContractIdentity {
  return {
    id: row.contractId,
    number: row.contractNumber,
    customerId: row.customerId,
    orderReceivedOn: row.contractOrderedOn,
    activatesOn: row.contractActivatesOn,
    termMonths: row.contractTermMonths,
  };
}
