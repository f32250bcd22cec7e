import { FastifyBaseLogger } from 'fastify';
import { EndedMail } from '../events/domain/mail-outcome';
import { MailTemplates } from '../events/domain/mail-template';
import { JobMetrics } from '../http/job-metrics';
import { ServiceState } from '../http/service-state';
import { Environment } from './environment';
import { examineRegularly } from './examine-regularly';
import { startHousekeeping } from './housekeeping';
import { OpenProgram, Started } from './open-program';
import { startMailing } from './start-mailing';
import { startWebhooks } from './start-webhooks';

interface JobParts {
  readonly environment: Environment;
  readonly program: OpenProgram;
  readonly templates: MailTemplates;
  readonly metrics: JobMetrics;
  /** While its database is outdated, that is newer than the program, nothing is done. */
  readonly state: ServiceState;
  readonly log: FastifyBaseLogger;
}

/** Begins what a program does without being asked: housekeeping, mails, webhooks, the doctor. Of several processes one does it. */
export async function startJobs(parts: JobParts, started: Started): Promise<void> {
  const { environment, program, templates, metrics, state, log } = parts;
  const { database, owner, catalog, clock } = program;
  started.push(startHousekeeping({ environment, database, owner, catalog, clock, state, log }));
  const noteMail = (outcome: EndedMail) => metrics.noteMail(outcome);
  started.push(
    await startMailing({ environment, database, catalog, clock, templates, noteMail, state, log }),
  );
  started.push(startWebhooks({ environment, database, clock, state, log }));
  const { DOCTOR_EVERY_MINUTES: everyMinutes } = environment;
  if (everyMinutes > 0)
    started.push(examineRegularly({ everyMinutes, sql: database.sql, metrics, clock, state, log }));
}
