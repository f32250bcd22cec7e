import { Decision, failed, isAllowed, refusalsOf } from './decision';
import { Refusal, Refused } from './refusal';

/** What is written about, types of the API but for the feed of consulting usage, and the values of its enum that name them. */
export const SUBJECT_TYPES = {
  API_KEY: 'ApiKey',
  BILLING_MONTH: 'BillingMonth',
  CONSULTING_BLOCK: 'ConsultingBlock',
  CONSULTING_FEED: 'ConsultingFeed',
  CONSULTING_ORDER: 'ConsultingOrder',
  CONTRACT: 'Contract',
  CUSTOMER: 'Customer',
  INCIDENT: 'Incident',
  NAMED_CONTACT: 'NamedContact',
  SATELLITE: 'Satellite',
  WEBHOOK_ENDPOINT: 'WebhookEndpoint',
} as const;

export type SubjectType = (typeof SUBJECT_TYPES)[keyof typeof SUBJECT_TYPES];

/** What a write is about: a thing by its type in the API and its key, and the contract it belongs to. */
export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  readonly contractId: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a thing that a write changed. Before is null for a new thing. */
export interface Change {
  readonly subject: Subject;
  readonly before: Fields | null;
  readonly after: Fields;
}

/** What others want to know of a write, or of time alone. */
export interface Happening {
  /** Dotted, such as `incident.received`; its feature says what it means and what `data` holds. */
  readonly type: string;
  readonly subject: Subject;
  readonly occurredAt: Date;
  /** No text that a person wrote, no name and no address: ids lead to those. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** Of what belongs to no contract: the provider whose staff hears of it; left out: that of the contract, if any. */
  readonly providerId?: string | null;
  /** Names what is told once however often it is found; left out: each is told. */
  readonly once?: string;
}

/** A decision, with the facts it was made on. */
export interface RecordedDecision {
  /** Null: about a contract that does not exist yet. */
  readonly contractId: string | null;
  readonly facts: object;
  readonly decision: Decision;
}

/**
 * What one unit of work records besides its effect: changes for the audit log, decisions for their explanation, events
 * for others.
 */
export class Journal {
  readonly changes: Change[] = [];
  readonly happenings: Happening[] = [];
  decisions: readonly RecordedDecision[] = [];
  private contractId: string | null = null;

  /** Names the contract that the write has locked, so that a refusal before the first rule is recorded with it. */
  concerns(contractId: string): void {
    this.contractId = contractId;
  }

  created(subject: Subject, thing: object): void {
    this.changes.push({ subject, before: null, after: { ...thing } });
  }

  /** Records the fields in which the two differ; nothing where they are alike. */
  changed(subject: Subject, before: object, after: object): void {
    const old = before as Fields;
    const names = Object.entries(after).flatMap(([name, value]) => (isSame(value, old[name]) ? [] : name));
    if (names.length === 0) return;
    const pick = (fields: Fields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
    this.changes.push({ subject, before: pick(old), after: pick(after as Fields) });
  }

  /** Tells others, in the order of the calls. */
  happened(...happenings: readonly Happening[]): void {
    this.happenings.push(...happenings);
  }

  /**
   * Records a decision; throws Refused with every reason where a rule failed, so that the transaction rolls back. The
   * record outlives the rollback.
   */
  recordOrThrow(contractId: string | null, facts: object, decision: Decision): void {
    const refused = this.record(contractId, facts, decision);
    if (refused !== null) throw refused;
  }

  /** Records a decision and returns its refusal, null where no rule failed: for one request of several in a transaction. */
  record(contractId: string | null, facts: object, decision: Decision): Refused | null {
    this.decisions = [...this.decisions, { contractId, facts, decision }];
    return isAllowed(decision) ? null : new Refused(refusalsOf(decision));
  }

  /** Sets the contract of all decisions that were recorded before it had an id. */
  assignContract(contractId: string): void {
    this.decisions = this.decisions.map((decision) => ({ ...decision, contractId }));
  }

  /**
   * What a refused write leaves behind: no changes and no events, which were rolled back, and the decision that refused it. Where every
   * rule had passed, or none was asked, a constraint refused, such as a name that is taken, and its refusal is added.
   */
  afterRefusal(refusals: readonly Refusal[]): Journal {
    const { contractId } = this;
    const refused = new Journal();
    const last = this.decisions.at(-1) ?? (contractId && { contractId, facts: {}, decision: [] });
    if (!last) return refused;
    const overruled = [...last.decision, ...refusals.map((refusal) => failed(refusal))];
    refused.decisions = [{ ...last, decision: isAllowed(last.decision) ? overruled : last.decision }];
    return refused;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
