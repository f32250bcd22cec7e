import { EventType, eventsOf, oneOf, orNull, text } from '../../shared/domain/event-type';
import { toGlobalId } from '../../shared/domain/global-id';
import { Happening, SubjectType } from '../../shared/domain/journal';
import { MailedEvent, messageOf } from './mail-values';
import { MAIL_MESSAGES } from './mail-template';

const MAIL = {
  reference: orNull(text('The reference number of the incident; null: it was about an appointment.')),
  contactId: text('Id of the named contact who was to be told.'),
  message: oneOf(MAIL_MESSAGES, 'What was to be told.'),
} as const;

const CODE = orNull(
  text('What the mail server said, or why it was not asked: a code without personal content.'),
);

/** What becomes of the mails of Domain sections 4 and 6 that are not sent. */
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

interface UnsentEvent extends MailedEvent {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly contractId: string | null;
}

/** Events of what the mail was about. */
const happenedTo = ({ subjectType }: UnsentEvent) => eventsOf<typeof MAIL_EVENTS>(subjectType);

function toldOf(event: UnsentEvent, contactId: string) {
  const reference = event.data['reference'];
  return {
    reference: typeof reference === 'string' ? reference : null,
    contactId: toGlobalId('NamedContact', contactId),
    message: messageOf(event)!,
  };
}

/** The mail by which a contact was to be told of an event is not sent, since none is set up. */
export function mailNotSent(event: UnsentEvent, contactId: string, at: Date): Happening {
  const { subjectId: id, contractId } = event;
  return happenedTo(event)('mail.not_sent', { id, contractId }, at, toldOf(event, contactId));
}

/** The mail was refused for good, or given up. */
export function mailLost(
  type: Exclude<keyof typeof MAIL_EVENTS, 'mail.not_sent'>,
  event: UnsentEvent,
  contactId: string,
  at: Date,
  code: string | null,
): Happening {
  const { subjectId: id, contractId } = event;
  return happenedTo(event)(type, { id, contractId }, at, { ...toldOf(event, contactId), code });
}
