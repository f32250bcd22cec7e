import { Region } from '../../catalog/domain/plan';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { Locking } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { decidePartner, PossiblePartner } from '../domain/partner-rule';
import { Language } from '../domain/language';
import { Customer, insertCustomer, shareCustomer } from '../persistence/customers';

export interface CreateCustomer {
  readonly number: string;
  readonly name: string;
  readonly region: Region;
  readonly isPartner: boolean;
  readonly partnerId: string | null;
  readonly language: Language;
}

/** Throws Refused: CONFLICT where the number is taken, NOT_FOUND for an unknown partner, INVALID_STATE for one that is none. */
export function createCustomer(context: RequestContext, input: CreateCustomer): Promise<Customer> {
  return context.write(async (unit) => {
    const partner = input.partnerId === null ? null : await findPartner(context, unit, input.partnerId);
    unit.journal.recordOrThrow(null, { partner, request: input }, [decidePartner(partner)]);
    const taken = ruleBroken('CONFLICT', 'Another customer has this number.', ['input', 'number']);
    const id = await refusingOn({ customers_number_folded_key: taken }, () =>
      insertCustomer(unit, input, context.scope.providerId),
    );
    unit.journal.created({ type: 'Customer', id, contractId: null }, input);
    return { ...input, id };
  });
}

/** A customer that is to be a partner, and that stays as it is meanwhile. Throws Refused (NOT_FOUND). */
export async function findPartner(
  context: RequestContext,
  unit: Locking,
  partnerId: string,
): Promise<PossiblePartner> {
  const partner = await shareCustomer(unit, context, partnerId);
  if (partner !== null) return partner;
  throw new Refused([ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'partnerId'])]);
}
