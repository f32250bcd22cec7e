import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Call } from './history';

const OPEN = `mutation ($input: OpenIncidentInput!) {
  openIncident(input: $input) { incident { id } userErrors { code } }
}`;
const READ = 'query ($id: ID!) { contract(id: $id) { id } incidents(first: 5) { nodes { reference } } }';

/** After which a client gives up to send the same call again. */
const PATIENCE_MS = 30_000;
const ANSWER_WITHIN_MS = 20_000;

export interface Target {
  readonly contractId: string;
  readonly contactId: string;
}

interface Heard {
  readonly status: number;
  readonly code: string | undefined;
  readonly incidentId: string | null | undefined;
}

/** Clients that open incidents, each call under an idempotency key until somebody says what came of it, and keep what they heard. */
export class Callers {
  readonly calls: Call[] = [];
  /** How often what was heard: `200`, `503 SERVICE_UNAVAILABLE`, `no answer`. */
  readonly heard: Record<string, number> = {};
  private isOver = false;
  private readonly running: Promise<void>[];

  /** `urls` says which processes are there now. */
  constructor(
    private readonly urls: () => readonly string[],
    private readonly key: string,
    private readonly targets: readonly Target[],
    count: number,
  ) {
    this.running = Array.from({ length: count }, (_each, nth) => this.run(nth));
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.running);
  }

  private async run(nth: number): Promise<void> {
    for (let time = 0; !this.isOver; time += 1) {
      await this.write(this.targets[(nth + time) % this.targets.length]!);
      const { contractId: id } = this.targets[nth % this.targets.length]!;
      await this.send(nth + time, READ, { id });
      await sleep(10);
    }
  }

  private async write({ contractId, contactId }: Target): Promise<void> {
    const mark = randomUUID();
    const input = {
      contractId,
      contactId,
      channel: 'EMAIL',
      impact: 'LOW',
      product: 'op5-monitor',
      productVersion: '9.0',
      platformVersion: 'Debian 12',
      description: mark,
      idempotencyKey: mark,
    };
    const began = performance.now();
    for (let time = 0; ; time += 1) {
      const { status, code, incidentId } = await this.send(time, OPEN, { input });
      if (status === 200 && code === undefined) {
        this.calls.push({
          mark,
          outcome: incidentId == null ? 'NOT_WRITTEN' : 'WRITTEN',
          id: incidentId ?? null,
        });
        return;
      }
      if (performance.now() - began > PATIENCE_MS || this.isOver) {
        // A call that was tried before may have been written then.
        this.calls.push({
          mark,
          outcome: time === 0 && status === 503 ? 'NOT_WRITTEN' : 'UNKNOWN',
          id: null,
        });
        return;
      }
      await sleep(100);
    }
  }

  private async send(nth: number, query: string, variables: object): Promise<Heard> {
    const urls = this.urls();
    const heard = await this.ask(urls[nth % urls.length]!, query, variables).catch(() => null);
    const text = heard === null ? 'no answer' : [heard.status, heard.code].filter(Boolean).join(' ');
    this.heard[text] = (this.heard[text] ?? 0) + 1;
    return heard ?? { status: 0, code: undefined, incidentId: undefined };
  }

  private async ask(url: string, query: string, variables: object): Promise<Heard> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body = (await response.json()) as {
      data?: { openIncident?: { incident: { id: string } | null; userErrors: { code: string }[] } } | null;
      errors?: { extensions: { code: string } }[];
    };
    const payload = body.data?.openIncident;
    return {
      status: response.status,
      code: body.errors?.[0]?.extensions.code ?? payload?.userErrors[0]?.code,
      incidentId: payload?.incident?.id,
    };
  }
}
