import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { decideGiveNotice, effectOfNotice, NoticeParty } from '../domain/notice';
import { contractStatesNow } from '../persistence/contract-state';
import { lockContract } from '../persistence/lock-contract';
import { readPlanAt } from '../persistence/plan-in-force';
import { writeNotice } from '../persistence/contract-schedule';
import { speakingParty } from './speaking-party';

export interface GiveNotice {
  readonly contractId: string;
  readonly receivedAt: Date;
  readonly party: NoticeParty;
  readonly reason: string | null;
}

/**
 * Records a notice, which ends the contract at the renewal date that the day of its receipt leads to: also at one that
 * is past, where it is recorded late. Throws Refused with every reason. Domain section 2.
 */
export function giveNotice(context: RequestContext, input: GiveNotice): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const request = { ...input, speaksFor: speakingParty(context.caller) };
    unit.journal.recordOrThrow(state.id, { state, request }, decideGiveNotice(state, request, now));
    const { party, reason, receivedAt } = input;
    const { terms } = await readPlanAt(context, unit.sql, state.id, receivedAt);
    const { endsOn } = effectOfNotice(state, receivedAt, terms.noticeDays);
    await writeNotice(unit, { contractId: state.id, party, reason, receivedAt, recordedAt: now, endsOn });
    const [after] = await contractStatesNow(unit.sql, [state.id], now, null);
    const subject = { type: 'Contract', id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, { noticeEndsOn: endsOn, party, reason, receivedAt });
    return after!;
  });
}
