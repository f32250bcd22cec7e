import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { decideWithdrawNotice } from '../domain/notice';
import { noticeInForce, withdrawNoticeInForce } from '../persistence/contract-schedule';
import { contractStatesNow } from '../persistence/contract-state';
import { lockContract } from '../persistence/lock-contract';
import { speakingParty } from './speaking-party';

export interface WithdrawNotice {
  readonly contractId: string;
  readonly reason: string | null;
}

/** Takes the notice back: the contract renews by itself again. Throws Refused with every reason. Domain section 2. */
export function withdrawNotice(context: RequestContext, input: WithdrawNotice): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const notice = await noticeInForce(unit.sql, state.id);
    const facts = { state, party: notice?.party ?? null };
    const decision = decideWithdrawNotice(facts, speakingParty(context.caller), now);
    unit.journal.recordOrThrow(state.id, facts, decision);
    await withdrawNoticeInForce(unit, state.id, now, input.reason);
    const [after] = await contractStatesNow(unit.sql, [state.id], now, null);
    const subject = { type: 'Contract', id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, { noticeEndsOn: null, reason: input.reason });
    return after!;
  });
}
