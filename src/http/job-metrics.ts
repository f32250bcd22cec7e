import { Counter, Gauge, Registry } from 'prom-client';
import { EndedMail } from '../events/domain/mail-outcome';
import { MailBacklog } from '../events/persistence/mails';

const MAIL_OUTCOMES: readonly EndedMail[] = ['SENT', 'BOUNCED', 'FAILED'];
/** Of several processes only the first does jobs, and knows this. */
const OF_JOBS = 'first';

export interface WebhookLag {
  readonly endpointId: string;
  readonly queued: number;
  readonly seconds: number;
}

/** What is still to be told to others. */
export interface Backlogs {
  /** How far each webhook endpoint lags behind. */
  readonly webhookLags: () => Promise<readonly WebhookLag[]>;
  readonly mailBacklog: () => Promise<MailBacklog>;
}

/** What the doctor found. */
export interface DoctorFacts {
  readonly differences: number;
  readonly auditFaults: number;
}

/** The metrics of what a program does without being asked: doctor, webhooks, mails. */
export class JobMetrics {
  private readonly differences = new Gauge({
    name: 'ambit_doctor_differences',
    aggregator: OF_JOBS,
    help: 'Differences that the doctor found when it ran last; -1 before its first run.',
    registers: [this.registry],
  });
  private readonly auditFaults = new Gauge({
    name: 'ambit_audit_faults',
    aggregator: OF_JOBS,
    help: 'Places (at most 100) at which the audit log is not what was written, when the doctor ran last; -1 before its first run.',
    registers: [this.registry],
  });
  private readonly examinedAt = new Gauge({
    name: 'ambit_doctor_last_run_seconds',
    aggregator: OF_JOBS,
    help: 'When the doctor ran last, in seconds since 1970.',
    registers: [this.registry],
  });

  private readonly webhookQueued = new Gauge({
    name: 'ambit_webhook_queued_events',
    aggregator: OF_JOBS,
    help: 'Events that wait to be delivered to a webhook endpoint, by its number.',
    labelNames: ['endpoint'],
    registers: [this.registry],
  });
  private readonly webhookLag = new Gauge({
    name: 'ambit_webhook_lag_seconds',
    aggregator: OF_JOBS,
    help: 'The age of the oldest event that is still to be delivered to a webhook endpoint, by its number.',
    labelNames: ['endpoint'],
    registers: [this.registry],
  });
  private readonly webhookQueueLag = new Gauge({
    name: 'ambit_webhook_queue_lag_seconds',
    aggregator: OF_JOBS,
    help: 'The age of the oldest event that is still to be delivered to any enabled webhook endpoint.',
    registers: [this.registry],
  });

  private readonly mailsUnsent = new Gauge({
    name: 'ambit_mails_unsent',
    aggregator: OF_JOBS,
    help: 'Mails that are queued or being sent.',
    registers: [this.registry],
  });
  private readonly mailLag = new Gauge({
    name: 'ambit_mail_lag_seconds',
    aggregator: OF_JOBS,
    help: 'The age of the oldest event that is still to be told by mail.',
    registers: [this.registry],
  });
  private readonly mails = new Counter({
    name: 'ambit_mails_total',
    help: 'Mails that this process is done with, by how they ended.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  constructor(
    private readonly registry: Registry,
    private readonly backlogs: Backlogs,
  ) {
    this.differences.set(-1);
    this.auditFaults.set(-1);
    for (const outcome of MAIL_OUTCOMES) this.mails.inc({ outcome }, 0);
  }

  noteDoctor({ differences, auditFaults }: DoctorFacts, now: Date): void {
    this.differences.set(differences);
    this.auditFaults.set(auditFaults);
    this.examinedAt.set(now.getTime() / 1_000);
  }

  noteMail(outcome: EndedMail): void {
    this.mails.inc({ outcome });
  }

  /** Asks what is still to be told, to be shown next. */
  async readBacklogs(): Promise<void> {
    await Promise.all([this.readWebhookLags(), this.readMailBacklog()]);
  }

  /** There are few endpoints, so each has its series; one that was deleted has none any more, and, where they cannot be read, none has. */
  private async readWebhookLags(): Promise<void> {
    this.webhookLag.reset();
    this.webhookQueued.reset();
    const lags = await this.backlogs.webhookLags().catch(() => null);
    this.webhookQueueLag.set(lags === null ? NaN : Math.max(0, ...lags.map(({ seconds }) => seconds)));
    for (const { endpointId: endpoint, queued, seconds } of lags ?? []) {
      this.webhookLag.set({ endpoint }, seconds);
      this.webhookQueued.set({ endpoint }, queued);
    }
  }

  private async readMailBacklog(): Promise<void> {
    const backlog = await this.backlogs.mailBacklog().catch(() => ({ unsent: NaN, seconds: NaN }));
    this.mailsUnsent.set(backlog.unsent);
    this.mailLag.set(backlog.seconds);
  }
}
