import { Region } from '../../catalog/domain/plan';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { RequestContext } from '../../catalog/request-context';
import { Customer, lockCustomer, writeCustomer } from '../persistence/customers';

export interface UpdateCustomer {
  readonly customerId: string;
  /** Null leaves it as it is. */
  readonly name: string | null;
  readonly region: Region | null;
}

/** Changes name or region from now on; what was promised under the old region stays. Throws Refused (NOT_FOUND). */
export function updateCustomer(context: RequestContext, input: UpdateCustomer): Promise<Customer> {
  return context.write(async ({ sql, journal }) => {
    const before = await lockCustomer(sql, input.customerId);
    if (before === null) {
      throw new Refused([ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]);
    }
    journal.recordOrThrow(null, { customer: before, request: input }, []);
    const after = { ...before, name: input.name ?? before.name, region: input.region ?? before.region };
    await writeCustomer(sql, before, after, context.clock.now());
    journal.changed({ type: 'Customer', id: after.id, contractId: null }, before, after);
    return after;
  });
}
