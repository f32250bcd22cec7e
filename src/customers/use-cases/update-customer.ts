import { Region } from '../../catalog/domain/plan';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { firstRow, statement } from '../../platform/sql';
import { RequestContext } from '../../catalog/request-context';
import { Customer } from '../persistence/customers';

export interface UpdateCustomer {
  readonly customerId: string;
  /** Null leaves it as it is. */
  readonly name: string | null;
  readonly region: Region | null;
}

const LOCK = statement(
  'lock-customer',
  `SELECT id, number, name, region, is_partner AS "isPartner", partner_id AS "partnerId" FROM customers WHERE id = $1 FOR UPDATE`,
);
const UPDATE = statement('update-customer', `UPDATE customers SET name = $2, region = $3 WHERE id = $1`);
// Never before the last change, which a process with a faster clock may have written.
const INSERT_REGION = statement(
  'insert-region',
  `INSERT INTO customer_regions (customer_id, valid_from, region)
   SELECT $1, greatest($2, max(valid_from)), $3 FROM customer_regions WHERE customer_id = $1
   ON CONFLICT (customer_id, valid_from) DO UPDATE SET region = excluded.region`,
);

/** Changes name or region from now on; what was promised under the old region stays. Throws Refused (NOT_FOUND). */
export function updateCustomer(context: RequestContext, input: UpdateCustomer): Promise<Customer> {
  return context.write(async ({ sql, journal }) => {
    const before = await firstRow<Customer>(sql, LOCK, [input.customerId]);
    if (before === null) {
      throw new Refused([ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]);
    }
    journal.judge(null, { customer: before, request: input }, []);
    const after = { ...before, name: input.name ?? before.name, region: input.region ?? before.region };
    await sql.rows(UPDATE, [after.id, after.name, after.region]);
    if (after.region !== before.region) {
      await sql.rows(INSERT_REGION, [after.id, context.clock.now(), after.region]);
    }
    journal.changed({ type: 'Customer', id: after.id, contractId: null }, before, after);
    return after;
  });
}
