import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { planFacts } from '../../contracts/persistence/plan-in-force';
import { decideAddNamedContact } from '../domain/add-named-contact';
import { insertContact, NewContact } from '../persistence/insert-contact';
import { NamedContact } from '../persistence/named-contacts';
import { statement } from '../../platform/sql';

const COUNT = statement(
  'count-contact',
  'UPDATE contracts SET contacts_used = contacts_used + 1, contacts_limit = $2 WHERE id = $1',
);

/** Names one more contact. Throws Refused with every reason, CONFLICT for an email address named already. */
export function addNamedContact(
  context: RequestContext,
  { contractId, contact }: { readonly contractId: string; readonly contact: NewContact },
): Promise<NamedContact> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, contractId, ['input', 'contractId']);
    const facts = await planFacts(context, state, unit.sql);
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const { decision } = decideWithAdvice(facts, alternatives, (each) => decideAddNamedContact(each, now));
    unit.journal.judge(state.id, facts, decision);
    await unit.sql.rows(COUNT, [contractId, facts.plan.entitlements.maxNamedContacts]);
    const named = await insertContact(unit, contractId, contact, now);
    unit.journal.created({ type: 'NamedContact', id: named.id, contractId }, named);
    return named;
  });
}
