import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';

/** Passes for a whole number of blocks from 1 to the most that one booking or order may hold. */
export function decideBlockCount(blocks: number, most: number): RuleOutcome {
  if (Number.isInteger(blocks) && 1 <= blocks && blocks <= most) {
    return passed('INVALID_INPUT', `${blocks} is a number of blocks from 1 to ${most}.`);
  }
  const message = `blocks must be from 1 to ${most}, not ${blocks}; a block is 4 hours.`;
  return failed(invalidInput(message, ['input', 'blocks']));
}
