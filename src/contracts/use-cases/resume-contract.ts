import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { decideResume } from '../domain/suspension';
import { contractStatesNow } from '../persistence/contracts';
import { writeResumption } from '../persistence/contract-suspensions';
import { lockContract } from '../persistence/lock-contract';
import { contractHappened } from '../domain/contract-events';

export interface ResumeContract {
  readonly contractId: string;
  readonly reason: string | null;
}

/** Lifts the suspension. Throws Refused (INVALID_STATE) where there is none. Domain section 5, suspended. */
export function resumeContract(context: RequestContext, input: ResumeContract): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    unit.journal.recordOrThrow(state.id, { state }, decideResume(state));
    await writeResumption(unit, state.id, now, input.reason);
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    const subject = { type: 'Contract' as const, id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, { suspendedSince: null, reason: input.reason });
    unit.journal.happened(contractHappened('contract.resumed', state, now, {}));
    return after!;
  });
}
