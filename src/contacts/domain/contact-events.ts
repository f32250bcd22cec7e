import { eventsOf, EventType } from '../../shared/domain/event-type';

/** Every type of event of a named contact; who it is, the subject tells to those who may know. Domain section 12. */
export const CONTACT_EVENTS = {
  'contact.added': { description: 'A person was named as a contact.', data: {} },
  'contact.updated': { description: 'Name or phone number of a contact changed.', data: {} },
  'contact.removed': { description: 'A person is a contact no longer.', data: {} },
} as const satisfies Readonly<Record<string, EventType>>;

export const contactHappened = eventsOf<typeof CONTACT_EVENTS>('NamedContact');
