import { LockedContract, lockContract } from '../../contracts/persistence/lock-contract';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { Transaction } from '../../shared/persistence/database';
import { firstRow, statement } from '../../shared/persistence/sql';
import { RequestContext } from '../../shared/request-context';
import { CONTACT_COLUMNS, contactsById, NamedContact } from './named-contacts';

const CONTACT = statement('contact-by-id', `SELECT ${CONTACT_COLUMNS} FROM named_contacts k WHERE k.id = $1`);

const PATH = ['input', 'contactId'];

/**
 * Locks the contract of a current contact. Throws Refused: NOT_FOUND for an unknown contact or one of somebody else's
 * contract, INVALID_STATE for a former one.
 */
export async function lockContact(
  context: RequestContext,
  transaction: Transaction,
  contactId: string,
): Promise<LockedContract & { readonly contact: NamedContact }> {
  const [known] = await contactsById(context, [contactId]);
  if (!known) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such named contact.', PATH)]);
  const locked = await lockContract(context, transaction, known.contractId, PATH);
  const contact = (await firstRow<NamedContact>(transaction.sql, CONTACT, [contactId]))!;
  if (contact.until === null) return { ...locked, contact };
  const message = `${contact.name} is no longer a named contact, since ${contact.until.toISOString()}.`;
  throw new Refused([ruleBroken('INVALID_STATE', message, PATH)]);
}
