import { Contract } from '../contract/contract-query';
import { Channel, Impact } from '../gql/graphql';
import { Choices } from '../ui/Select';

export const CHANNELS: readonly Channel[] = ['EMAIL', 'PHONE', 'WEB'];
export const IMPACTS: readonly Impact[] = ['LOW', 'MEDIUM', 'CRITICAL'];

/** Who may report an incident. */
export function contactsOf({ namedContacts }: Pick<Contract, 'namedContacts'>): Choices {
  return namedContacts.map(({ id, name }) => [id, name]);
}
