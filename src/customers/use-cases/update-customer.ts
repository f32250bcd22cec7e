import { Region } from '../../catalog/domain/plan';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { Locking } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { Language } from '../domain/language';
import { PartnerChange, decidePartnerChange } from '../domain/partner-rule';
import {
  Customer,
  hasCustomers,
  lockCustomer,
  lockPartners,
  partnersAbove,
  writeCustomer,
} from '../persistence/customers';
import { findPartner } from './create-customer';

export interface UpdateCustomer {
  readonly customerId: string;
  /** Null leaves it as it is, as with all that follow. */
  readonly name: string | null;
  readonly region: Region | null;
  readonly isPartner: boolean | null;
  readonly partnerId: string | null;
  readonly language: Language | null;
}

/**
 * Changes a customer from now on; what was promised under the old region stays. Throws Refused: NOT_FOUND for an unknown
 * customer or partner, INVALID_STATE for a partner that is none or that is below this customer, and for a partner with
 * customers that is to be none.
 */
export function updateCustomer(context: RequestContext, input: UpdateCustomer): Promise<Customer> {
  return context.write(async (unit) => {
    const { sql, journal } = unit;
    // Before the row, so that two changes that name each other wait instead of locking each other out.
    if (input.partnerId !== null) await lockPartners(unit);
    const before = await lockCustomer(unit, context, input.customerId);
    if (before === null) {
      throw new Refused([ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]);
    }
    const change = await partnerChange(context, unit, input);
    journal.recordOrThrow(null, { customer: before, request: input, ...change }, decidePartnerChange(change));
    const after: Customer = {
      ...before,
      name: input.name ?? before.name,
      region: input.region ?? before.region,
      isPartner: input.isPartner ?? before.isPartner,
      partnerId: input.partnerId ?? before.partnerId,
      language: input.language ?? before.language,
    };
    await writeCustomer(sql, before, after, context.clock.now());
    journal.changed({ type: 'Customer', id: after.id, contractId: null }, before, after);
    return after;
  });
}

async function partnerChange(
  context: RequestContext,
  unit: Locking,
  { customerId, isPartner, partnerId }: UpdateCustomer,
): Promise<PartnerChange> {
  return {
    isPartner,
    partner: partnerId === null ? null : await findPartner(context, unit, partnerId),
    closesCircle: partnerId !== null && (await partnersAbove(unit.sql, partnerId)).includes(customerId),
    hasCustomers: isPartner === false && (await hasCustomers(unit.sql, customerId)),
  };
}
