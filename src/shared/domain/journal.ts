import { Decision, failed, isAllowed, refusalsOf } from './decision';
import { Refusal, Refused } from './refusal';

/** What a write is about: a thing by its type in the API and its key, and the contract it belongs to. */
export interface Subject {
  readonly type: string;
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

/** A decision, with the facts it was made on. */
export interface Judgement {
  /** Null: about a contract that does not exist yet. */
  readonly contractId: string | null;
  readonly facts: object;
  readonly decision: Decision;
}

/** What one unit of work has to leave behind besides its effect: for the audit log and for the explanation of decisions. */
export class Journal {
  readonly changes: Change[] = [];
  judgements: readonly Judgement[] = [];
  private contractId: string | null = null;

  /** Says which contract the write has locked, so that a refusal is kept with it that comes before any rule is asked. */
  concerns(contractId: string): void {
    this.contractId = contractId;
  }

  created(subject: Subject, thing: object): void {
    this.changes.push({ subject, before: null, after: { ...thing } });
  }

  /** Notes the fields in which the two differ; nothing where they are alike. */
  changed(subject: Subject, before: object, after: object): void {
    const old = before as Fields;
    const names = Object.entries(after).flatMap(([name, value]) => (isSame(value, old[name]) ? [] : name));
    if (names.length === 0) return;
    const pick = (fields: Fields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
    this.changes.push({ subject, before: pick(old), after: pick(after as Fields) });
  }

  /**
   * Notes a decision and holds the write to it: throws Refused with every reason where a rule failed, so that the
   * transaction rolls back. The note outlives the rollback.
   */
  judge(contractId: string | null, facts: object, decision: Decision): void {
    const refused = this.judged(contractId, facts, decision);
    if (refused !== null) throw refused;
  }

  /** Notes a decision that does not bind the rest of its transaction; answers the refusal, null where all rules passed. */
  judged(contractId: string | null, facts: object, decision: Decision): Refused | null {
    this.judgements = [...this.judgements, { contractId, facts, decision }];
    return isAllowed(decision) ? null : new Refused(refusalsOf(decision));
  }

  /** Says of which contract the decisions were that were made before it existed. */
  assignContract(contractId: string): void {
    this.judgements = this.judgements.map((judgement) => ({ ...judgement, contractId }));
  }

  /**
   * What a refused write leaves behind: no changes, which were rolled back, and the decision that refused it. Where every
   * rule had passed, or none was asked, something behind them refused, such as a name that is taken, and it says so.
   */
  afterRefusal(refusals: readonly Refusal[]): Journal {
    const { contractId } = this;
    const refused = new Journal();
    const last = this.judgements.at(-1) ?? (contractId && { contractId, facts: {}, decision: [] });
    if (!last) return refused;
    const overruled = [...last.decision, ...refusals.map((refusal) => failed(refusal))];
    refused.judgements = [{ ...last, decision: isAllowed(last.decision) ? overruled : last.decision }];
    return refused;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
