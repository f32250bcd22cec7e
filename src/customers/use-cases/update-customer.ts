import { Region } from '../../catalog/domain/plan';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { firstRow, statement } from '../../shared/persistence/sql';
import { RequestContext } from '../../shared/request-context';
import { Customer } from '../persistence/customers';

export interface UpdateCustomer {
  readonly customerId: string;
  /** Null leaves it as it is. */
  readonly name: string | null;
  readonly region: Region | null;
}

const UPDATE = statement(
  'update-customer',
  `UPDATE customers SET name = coalesce($2, name), region = coalesce($3, region) WHERE id = $1
   RETURNING id, number, name, region, is_partner AS "isPartner", partner_id AS "partnerId"`,
);
const INSERT_REGION = statement(
  'insert-region',
  `INSERT INTO customer_regions (customer_id, valid_from, region) VALUES ($1, $2, $3)`,
);

/** Changes name or region from now on; what was promised under the old region stays. Throws Refused (NOT_FOUND). */
export function updateCustomer(context: RequestContext, input: UpdateCustomer): Promise<Customer> {
  return context.write(async ({ sql }) => {
    const customer = await firstRow<Customer>(sql, UPDATE, [input.customerId, input.name, input.region]);
    if (customer === null) {
      throw new Refused([ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]);
    }
    if (input.region !== null)
      await sql.rows(INSERT_REGION, [customer.id, context.clock.now(), input.region]);
    return customer;
  });
}
