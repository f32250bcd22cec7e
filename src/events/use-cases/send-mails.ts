import { Catalog } from '../../catalog/persistence/catalog';
import { contactsById } from '../../contacts/persistence/named-contacts';
import { contractsById } from '../../contracts/persistence/contracts';
import { customersById } from '../../customers/persistence/customers';
import { inBatches } from '../../platform/in-batches';
import { programWrite } from '../../platform/program-write';
import { Reader } from '../../platform/reads/reader';
import { Database } from '../../platform/transactions/database';
import { Clock } from '../../shared/domain/clock';
import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { mailLost } from '../domain/mail-events';
import { EndedMail, MailOutcome, nextOf, TRY_MS } from '../domain/mail-outcome';
import { MailTemplates, templateKey, writeMail, WrittenMail } from '../domain/mail-template';
import { mailValues, messageOf } from '../domain/mail-values';
import { eventsById, RecordedEvent } from '../persistence/events';
import { finishMail, lockLostMails, TakenMail, takeMail } from '../persistence/mails';

/** A mail as it is handed over. */
export interface AddressedMail extends WrittenMail {
  readonly to: { readonly name: string; readonly address: string };
  /** The same each time it is tried. */
  readonly id: string;
  /** Mails of the same incident or appointment belong together. */
  readonly thread: string;
}

export type SendMail = (mail: AddressedMail) => Promise<MailOutcome>;

export interface SendMailsParts {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly templates: MailTemplates;
  readonly send: SendMail;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Told of each mail that is done with. */
  readonly noteMail: (outcome: EndedMail) => void;
  /** Whether no further mail is to be begun. */
  readonly isStopped: () => boolean;
}

/** Connections to the mail server at a time, of a process. */
const AT_A_TIME = 4;
const STEP = 50;
const LOST: MailOutcome = { kind: 'UNKNOWN', code: 'NO_OUTCOME' };

/**
 * Sends the mails that are due, each by one process, in order for each incident. One that the server did not take is tried
 * again later; one that was handed over is not, whatever becomes of it. What is given up is told by an event.
 */
export async function sendMails(parts: SendMailsParts): Promise<void> {
  await giveUpLost(parts);
  await Promise.all(Array.from({ length: AT_A_TIME }, () => sendDue(parts)));
}

/** Of those whose process ended while it sent them nobody knows whether they went out. */
function giveUpLost(parts: SendMailsParts): Promise<number> {
  const now = parts.clock.now();
  return inBatches(STEP, async (size) => {
    const lost = await parts.database.transaction(({ sql }) => lockLostMails(sql, now, size));
    for (const mail of lost) await finish(parts, mail, await eventOf(parts, mail), LOST);
    return lost.length;
  });
}

async function sendDue(parts: SendMailsParts): Promise<void> {
  const { database, clock, send, isStopped } = parts;
  while (!isStopped()) {
    const now = clock.now();
    const mail = await takeMail(database.sql, now, new Date(now.getTime() + TRY_MS));
    if (mail === null) return;
    const event = await eventOf(parts, mail);
    await finish(parts, mail, event, await send(await addressed(parts, mail, event)));
  }
}

async function eventOf(
  { database, clock }: SendMailsParts,
  { eventPosition }: TakenMail,
): Promise<RecordedEvent> {
  const event = await new Reader(database, clock, EVERYTHING).load(eventsById, eventPosition);
  return event!;
}

async function addressed(
  { database, clock, catalog, templates }: SendMailsParts,
  { id, contactId }: TakenMail,
  event: RecordedEvent,
): Promise<AddressedMail> {
  const reader = new Reader(database, clock, EVERYTHING);
  const [contact, customer, contract] = await Promise.all([
    reader.load(contactsById, contactId),
    reader.load(customersById, event.customerId!),
    reader.load(contractsById, event.contractId!),
  ]);
  const { name, email } = contact!;
  const { language } = customer!;
  const { number, timeZone } = contract!;
  await catalog.renew();
  const provider = await catalog.provider(event.providerId!);
  const facts = { name, provider: provider.name, contract: number, language, timeZone };
  const template = templates.get(templateKey(language, messageOf(event)!))!;
  const written = writeMail(template, language, mailValues(event, facts));
  return {
    ...written,
    to: { name, address: email },
    id: `mail-${id}`,
    thread: `${event.subjectType.toLowerCase()}-${event.subjectId}`,
  };
}

async function finish(
  { database, clock, random, noteMail }: SendMailsParts,
  mail: TakenMail,
  event: RecordedEvent,
  outcome: MailOutcome,
): Promise<void> {
  const now = clock.now();
  const next = nextOf(outcome, mail.attempts, random());
  const dueAt = next.afterMs === null ? null : new Date(now.getTime() + next.afterMs);
  const code = outcome.kind === 'SENT' ? null : outcome.code;
  const isWritten = await programWrite(database, now, async ({ sql, journal }) => {
    if (!(await finishMail(sql, mail, { status: next.status, dueAt, code }))) return false;
    if (next.status === 'BOUNCED')
      journal.happened(mailLost('mail.bounced', event, mail.contactId, now, code));
    if (next.status === 'FAILED') journal.happened(mailLost('mail.failed', event, mail.contactId, now, code));
    return true;
  });
  if (isWritten && next.status !== 'PENDING') noteMail(next.status);
}
