import { Region } from '../../catalog/domain/plan';
import { columnsOf } from '../../platform/columns';
import { Language } from '../domain/language';
import { CustomerEntity } from './customer.entity';
import { Customer } from './customers';

/** A customer, as it stands in a row of another table that names it. */
export interface JoinedCustomer {
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly customerRegion: Region;
  readonly customerIsPartner: boolean;
  readonly customerPartnerId: string | null;
  readonly customerLanguage: Language;
}

/** Its columns, of `customers cu`. The key is the row's own. */
export const JOINED_CUSTOMER_COLUMNS = columnsOf(CustomerEntity, 'cu', {
  customerNumber: 'number',
  customerName: 'name',
  customerRegion: 'region',
  customerIsPartner: 'isPartner',
  customerPartnerId: 'partnerId',
  customerLanguage: 'language',
});

export function customerOf(row: JoinedCustomer): Customer {
  return {
    id: row.customerId,
    number: row.customerNumber,
    name: row.customerName,
    region: row.customerRegion,
    isPartner: row.customerIsPartner,
    partnerId: row.customerPartnerId,
    language: row.customerLanguage,
  };
}
