import { FastifyBaseLogger } from 'fastify';
import { Catalog } from '../catalog/persistence/catalog';
import { MailTemplates } from '../events/domain/mail-template';
import { startConsumer } from '../events/persistence/event-consumers';
import { MAIL_CONSUMER, queueMails } from '../events/use-cases/queue-mails';
import { sendMails, SendMailsParts } from '../events/use-cases/send-mails';
import { ServiceState } from '../http/service-state';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';
import { Environment } from './environment';
import { senderOf } from './mail-settings';
import { repeat } from './housekeeping';
import { smtpSender } from './smtp';

const EVERY_MS = 1_000;

interface MailingParts {
  readonly environment: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM'>;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly templates: MailTemplates;
  readonly state: Pick<ServiceState, 'isOutdated'>;
  readonly log: FastifyBaseLogger;
  readonly noteMail: SendMailsParts['noteMail'];
}

/**
 * Each second queues mails for what has happened, and sends those that are due, beside all other work: a slow mail server holds
 * up nothing else. Without SMTP_URL nothing is sent. Several processes may do it at once. Returns how to stop it, after the turn
 * that is running.
 */
export async function startMailing(parts: MailingParts): Promise<() => Promise<void>> {
  const { environment, database, clock, state, log } = parts;
  const { SMTP_URL, MAIL_FROM } = environment;
  const isSetUp = SMTP_URL !== undefined;
  await startConsumer(database.sql, MAIL_CONSUMER);
  const queueing = repeat({ 'queue of mails': () => queueMails(database, clock.now(), isSetUp) }, EVERY_MS, {
    state,
    log,
  });
  if (!isSetUp) return queueing;
  let isStopped = false;
  const send = smtpSender(SMTP_URL, senderOf(MAIL_FROM!));
  const mailing = { ...parts, send, random: Math.random, isStopped: () => isStopped || state.isOutdated };
  const sending = repeat({ mails: () => sendMails(mailing) }, EVERY_MS, { state, log });
  return async () => {
    isStopped = true;
    await Promise.all([queueing(), sending()]);
  };
}
