import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { planFacts } from '../../contracts/persistence/contracts';
import { countInUse } from '../../contracts/persistence/usage-counters';
import { decideAddNamedContact } from '../domain/add-named-contact';
import { insertContact, isEmailTaken, NewContact } from '../persistence/insert-contact';
import { NamedContact } from '../persistence/named-contacts';
import { contactHappened } from '../domain/contact-events';

/** Names one more contact. Throws Refused with every reason, CONFLICT for an email address named already. */
export function addNamedContact(
  context: RequestContext,
  { contractId, contact }: { readonly contractId: string; readonly contact: NewContact },
): Promise<NamedContact> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, contractId, ['input', 'contractId']);
    const facts = await planFacts(context, state, unit.sql);
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const isTaken = await isEmailTaken(unit, contractId, contact.email);
    const { decision } = decideWithAdvice(facts, alternatives, (each) =>
      decideAddNamedContact(each, now, isTaken),
    );
    unit.journal.recordOrThrow(state.id, facts, decision);
    await countInUse(unit.sql, 'contacts', contractId, facts.plan.entitlements.maxNamedContacts);
    const named = await insertContact(unit, contractId, contact, now);
    unit.journal.created({ type: 'NamedContact', id: named.id, contractId }, named);
    unit.journal.happened(contactHappened('contact.added', named, now, {}));
    return named;
  });
}
