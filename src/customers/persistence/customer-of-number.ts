import { firstRow, Sql, statement } from '../../platform/sql';
import { foldText } from '../../shared/domain/text';
import { CustomerEntity } from './customer.entity';

const OF_NUMBER = statement(
  'customer-of-number',
  'SELECT id, is_partner AS "isPartner" FROM customers WHERE number_folded = $1',
);

/** The customer of a number, in any scope, to find out for whom a caller acts; null where there is none. */
export function customerOfNumber(
  sql: Sql,
  number: string,
): Promise<Pick<CustomerEntity, 'id' | 'isPartner'> | null> {
  return firstRow(sql, OF_NUMBER, [foldText(number)]);
}
