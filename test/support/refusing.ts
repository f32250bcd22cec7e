import { Refusal, Refused } from '../../src/shared/domain/refusal';

/** The refusals with which something ends that is to be refused. Fails where it is not. */
export function refusalsThrownBy(work: () => unknown): readonly Refusal[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.refusals;
    throw error;
  }
  throw new Error('it was not refused');
}
