import { Counter, Gauge, GaugeConfiguration, Registry } from 'prom-client';
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
  private readonly differences = this.gauge({
    name: 'ambit_doctor_differences',
    help: 'Differences that the doctor found when it ran last; -1 before its first run.',
  });
  private readonly auditFaults = this.gauge({
    name: 'ambit_audit_faults',
    help: 'Places (at most 100) at which the audit log is not what was written, when the doctor ran last; -1 before its first run.',
  });
  private readonly examinedAt = this.gauge({
    name: 'ambit_doctor_last_run_seconds',
    help: 'When the doctor ran last, in seconds since 1970.',
  });

  private readonly webhookQueued = this.gauge({
    name: 'ambit_webhook_queued_events',
    help: 'Events that wait to be delivered to a webhook endpoint, by its number.',
    labelNames: ['endpoint'],
  });
  private readonly webhookLag = this.gauge({
    name: 'ambit_webhook_lag_seconds',
    help: 'The age of the oldest event that is still to be delivered to a webhook endpoint, by its number.',
    labelNames: ['endpoint'],
  });
  private readonly webhookQueueLag = this.gauge({
    name: 'ambit_webhook_queue_lag_seconds',
    help: 'The age of the oldest event that is still to be delivered to any enabled webhook endpoint.',
  });

  private readonly mailsUnsent = this.gauge({
    name: 'ambit_mails_unsent',
    help: 'Mails that are queued or being sent.',
  });
  private readonly mailLag = this.gauge({
    name: 'ambit_mail_lag_seconds',
    help: 'The age of the oldest event that is still to be told by mail.',
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

  private gauge(facts: Pick<GaugeConfiguration<string>, 'name' | 'help' | 'labelNames'>): Gauge {
    return new Gauge({ ...facts, aggregator: OF_JOBS, registers: [this.registry] });
  }
}
