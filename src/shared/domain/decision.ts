import { invalidInput, Refusal, Refused, ruleBroken, UserErrorCode } from './refusal';

/** What one rule says to one request. NOT_JUDGED: the question left out a fact that the rule needs. */
export type RuleOutcome =
  | { readonly rule: UserErrorCode; readonly outcome: 'PASSED' | 'NOT_JUDGED'; readonly explanation: string }
  | {
      readonly rule: UserErrorCode;
      readonly outcome: 'FAILED';
      readonly explanation: string;
      readonly refusals: readonly Refusal[];
    };

/** Every rule that was looked at, in an order that never changes. Allowed where none failed. */
export type Decision = readonly RuleOutcome[];

/** A rule that holds; the explanation names its numbers. */
export function passed(rule: UserErrorCode, explanation: string): RuleOutcome {
  return { rule, outcome: 'PASSED', explanation };
}

/** A rule that was not decided, since a fact that it needs was left out or another rule has failed already. Refuses nothing. */
export function notJudged(rule: UserErrorCode, explanation: string): RuleOutcome {
  return { rule, outcome: 'NOT_JUDGED', explanation };
}

/** A rule that failed, usually with one refusal; an incomplete report has one for each missing field. */
export function failed(first: Refusal, ...others: readonly Refusal[]): RuleOutcome {
  const refusals = [first, ...others];
  const explanation = refusals.map((refusal) => refusal.message).join(' ');
  return { rule: first.code, outcome: 'FAILED', explanation, refusals };
}

/** The commonest failure: a rule without numbers of its own. */
export function failedRule(rule: UserErrorCode, message: string, path?: readonly string[]): RuleOutcome {
  return failed(ruleBroken(rule, message, path));
}

/** Passes where a name that has to be the only one is free; not checked where none is given. */
export function decideFree(isTaken: boolean | undefined, taken: Refusal): RuleOutcome {
  if (isTaken === undefined) return notJudged(taken.code, 'No name is given.');
  return isTaken ? failed(taken) : passed(taken.code, 'The name is free.');
}

/** Whether no rule failed; true for a decision without rules. */
export function isAllowed(decision: Decision): boolean {
  return decision.every((rule) => rule.outcome !== 'FAILED');
}

/** The refusals of all rules that failed, in the order of the rules; empty where the decision allows. */
export function refusalsOf(decision: Decision): readonly Refusal[] {
  return decision.flatMap((rule) => (rule.outcome === 'FAILED' ? rule.refusals : []));
}

/** Throws Refused with every reason, so that the transaction around it rolls back; does nothing where all rules pass. */
export function refuseUnlessAllowed(decision: Decision): void {
  if (!isAllowed(decision)) throw new Refused(refusalsOf(decision));
}

/** How far the clock of a client may run ahead of the server's, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Passes where something that is said to have happened lies no more than 5 minutes ahead of now. */
export function decideNotAhead(happenedAt: Date, now: Date, path: readonly string[]): RuleOutcome {
  if (happenedAt.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS) {
    return passed('INVALID_INPUT', `${path.at(-1)} is not in the future.`);
  }
  const message = `${path.join('.')} lies more than 5 minutes ahead of ${now.toISOString()}, the server’s time.`;
  return failed(invalidInput(message, path));
}
