import { Decision, refusalsOf } from '../../shared/domain/decision';
import { Refusal } from '../../shared/domain/refusal';

/** The same with instants as texts, as a stored decision has them. */
type Stored<T> = { readonly [K in keyof T]: T[K] extends Date | null ? string | null : T[K] };

/** The refusals of a decision that was stored as JSON, in which instants have become texts. */
export function recordedRefusals(rules: Decision): readonly Refusal[] {
  return refusalsOf(rules).map((stored) => {
    switch (stored.kind) {
      case 'LIMIT_REACHED':
        return { ...stored, resetsAt: instant((stored as Stored<typeof stored>).resetsAt) };
      case 'OUTSIDE_WINDOW':
        return { ...stored, nextOpensAt: instant((stored as Stored<typeof stored>).nextOpensAt) };
      default:
        return stored;
    }
  });
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
