import { Command, ModelContract, Role, when } from './command';
import { isOver, isSuspended } from './model-contract';

const STAFF: readonly Role[] = ['ADMIN', 'SALES'];

export function suspend({ id, facts }: ModelContract, now: number): Command {
  return {
    mutation: 'suspendContract',
    roles: STAFF,
    input: { contractId: id, reason: 'invoices are not paid' },
    selection: 'contract { id }',
    refusals: [
      ...when(isOver(facts, now), 'CONTRACT_NOT_ACTIVE'),
      ...when(isSuspended(facts), 'INVALID_STATE'),
    ],
    apply: () => {
      facts.suspensions.push({ since: now, until: null });
    },
  };
}

/** At any time while it lasts, after the contract's end too. */
export function resume({ id, facts }: ModelContract, now: number): Command {
  return {
    mutation: 'resumeContract',
    roles: STAFF,
    input: { contractId: id },
    selection: 'contract { id }',
    refusals: when(!isSuspended(facts), 'INVALID_STATE'),
    apply: () => {
      facts.suspensions.at(-1)!.until = now;
    },
  };
}
