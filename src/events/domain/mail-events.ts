import { EventType, eventsOf, oneOf, orNull, text } from '../../shared/domain/event-type';
import { Happening } from '../../shared/domain/journal';
import { MailedEvent, messageOf } from './mail-values';
import { MAIL_MESSAGES } from './mail-template';

const MAIL = {
  reference: text('The reference number of the incident.'),
  contactId: text('Id of the named contact who was to be told.'),
  message: oneOf(MAIL_MESSAGES, 'What was to be told.'),
} as const;

const CODE = orNull(
  text('What the mail server said, or why it was not asked: a code without personal content.'),
);

/** What becomes of the mails of Domain section 4 that are not sent. */
export const MAIL_EVENTS = {
  'mail.not_sent': { description: 'The named contact was told nothing by mail: none is set up.', data: MAIL },
  'mail.bounced': {
    description: 'The mail server refused the address of the named contact, or the mail, for good.',
    data: { ...MAIL, code: CODE },
  },
  'mail.failed': {
    description:
      'A mail was given up: the mail server could not be reached for two days, or took the mail and did not say whether it keeps it.',
    data: { ...MAIL, code: CODE },
  },
} as const satisfies Readonly<Record<string, EventType>>;

const happenedTo = eventsOf<typeof MAIL_EVENTS>('Incident');

interface UnsentEvent extends MailedEvent {
  readonly subjectId: string;
  readonly contractId: string | null;
}

function toldOf(event: UnsentEvent) {
  const { reference, contactId } = event.data as { readonly reference: string; readonly contactId: string };
  return { reference, contactId, message: messageOf(event) };
}

/** The mail that an event was to be told by is not sent, since none is set up. */
export function mailNotSent(event: UnsentEvent, at: Date): Happening {
  const { subjectId: id, contractId } = event;
  return happenedTo('mail.not_sent', { id, contractId }, at, toldOf(event));
}

/** The mail was refused for good, or given up. */
export function mailLost(
  type: Exclude<keyof typeof MAIL_EVENTS, 'mail.not_sent'>,
  event: UnsentEvent,
  at: Date,
  code: string | null,
): Happening {
  const { subjectId: id, contractId } = event;
  return happenedTo(type, { id, contractId }, at, { ...toldOf(event), code });
}
