import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { BlockStatus } from './consulting-block';

type EndOfStep = Exclude<BlockStatus, 'BOOKED'>;

/** The life of a block: what it must be, so that it can become what. Domain section 6. */
const STEPS: Readonly<Record<EndOfStep, { readonly from: BlockStatus; readonly verb: string }>> = {
  CANCELLED: { from: 'BOOKED', verb: 'cancelled' },
  DELIVERED: { from: 'BOOKED', verb: 'delivered' },
  REVERSED: { from: 'DELIVERED', verb: 'reversed' },
};

/** Passes where a block may take the step. */
export function decideTransition(status: BlockStatus, to: EndOfStep): RuleOutcome {
  const { from, verb } = STEPS[to];
  if (status === from) return passed('INVALID_STATE', `The block is ${from}.`);
  const hint = to === 'CANCELLED' && status === 'DELIVERED' ? ' Reverse it instead.' : '';
  const message = `Only a block that is ${from} can be ${verb}; this one is ${status}.${hint}`;
  return failedRule('INVALID_STATE', message, ['input', 'blockId']);
}
