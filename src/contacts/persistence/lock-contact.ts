import { lockContract, LockedContract } from '../../contracts/persistence/lock-contract';
import { ownOf } from '../../shared/domain/tenant-scope';
import { notFound } from '../../shared/domain/not-found';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { CONTACT_COLUMNS, NamedContact } from './named-contacts';

const CONTRACT_OF = scopedStatement(
  'contract-of-contact',
  '$2',
  (sees) => `SELECT c.id FROM named_contacts k JOIN contracts c ON c.id = k.contract_id
   WHERE k.id = $1 AND ${sees.contract('c')}`,
);
const CONTACT = statement('contact-by-id', `SELECT ${CONTACT_COLUMNS} FROM named_contacts k WHERE k.id = $1`);

const PATH = ['input', 'contactId'];

/**
 * Locks the contract of a current contact. Throws Refused: NOT_FOUND for an unknown contact or one of somebody else's
 * contract, INVALID_STATE for a former one.
 */
export async function lockContact(
  context: RequestContext,
  unit: UnitOfWork,
  contactId: string,
): Promise<LockedContract & { readonly contact: NamedContact }> {
  const own = ownOf(context.scope);
  const scoped = [contactId, scopeValue(own, context.clock.now())];
  const contract = await firstRow<{ id: string }>(unit.sql, CONTRACT_OF(own), scoped);
  if (contract === null) throw new Refused([notFound(context.scope, 'named contact', PATH)]);
  const locked = await lockContract(context, unit, contract.id, PATH);
  const contact = (await firstRow<NamedContact>(unit.sql, CONTACT, [contactId]))!;
  if (contact.until === null) return { ...locked, contact };
  const message = `${contact.name} is no longer a named contact, since ${contact.until.toISOString()}.`;
  throw new Refused([ruleBroken('INVALID_STATE', message, PATH)]);
}
