import { LocalDate } from '../../shared/domain/local-date';
import { columnsOf } from '../../platform/columns';
import { ContractIdentity } from '../domain/contract-state';
import { ContractEntity } from './contract.entity';

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
export const JOINED_CONTRACT_COLUMNS = columnsOf(ContractEntity, 'c', {
  contractNumber: 'number',
  contractOrderedOn: 'orderReceivedOn',
  contractActivatesOn: 'activatesOn',
  contractTermMonths: 'termMonths',
});

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
