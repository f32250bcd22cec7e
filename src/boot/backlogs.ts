import { MAILED_TYPES } from '../events/domain/mail-template';
import { mailBacklog } from '../events/persistence/mails';
import { endpointLags } from '../events/persistence/webhook-queue';
import { MAIL_CONSUMER } from '../events/use-cases/queue-mails';
import { Backlogs } from '../http/job-metrics';
import { OpenProgram } from './open-program';

/** What is still to be told to others, for the metrics of the process that tells it. */
export function backlogsOf({ database, clock }: Pick<OpenProgram, 'database' | 'clock'>): Backlogs {
  return {
    webhookLags: () => endpointLags(database.sql, clock.now()),
    mailBacklog: () => mailBacklog(database.sql, clock.now(), MAIL_CONSUMER, MAILED_TYPES),
  };
}

/** Of a process that tells nobody. */
export const NO_BACKLOGS: Backlogs = {
  webhookLags: () => Promise.resolve([]),
  mailBacklog: () => Promise.resolve({ unsent: 0, seconds: 0 }),
};
