import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../../contracts/domain/contract-state';
import { NoticeParty } from '../../contracts/domain/notice';
import { contractStatesNow } from '../../contracts/persistence/contracts';
import { writeNotice } from '../../contracts/persistence/contract-notices';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { speakingParty } from '../../contracts/use-cases/speaking-party';
import { decideGiveNotice, NoticeFacts } from '../domain/give-notice';
import { cancelAppointments } from './cancel-appointments';
import { readNoticeFacts } from './read-notice-facts';
import { contractHappened } from '../../contracts/domain/contract-events';

export interface GiveNotice {
  readonly contractId: string;
  /** Of staff, where it was received before now; null: now. */
  readonly receivedAt: Date | null;
  readonly party: NoticeParty;
  readonly reason: string | null;
  /** Whether the contract may end before something that was already used. */
  readonly acceptConsequences: boolean;
}

/**
 * Records a notice, which ends the contract at the renewal date that the day of its receipt leads to: also at one that
 * is past, where it is recorded late. Appointments at or after that end are cancelled with it. Throws Refused with every
 * reason. Domain sections 2 and 7.
 */
export function giveNotice(context: RequestContext, input: GiveNotice): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const { party, reason, receivedAt: given } = input;
    const receivedAt = given ?? now;
    const request = {
      ...input,
      receivedAt,
      isReceiptGiven: given !== null,
      speaksFor: speakingParty(context.caller),
    };
    const facts = await readNoticeFacts(context, unit.sql, state, receivedAt, now);
    unit.journal.recordOrThrow(state.id, { ...facts, request }, decideGiveNotice(facts, request, now));
    const { endsOn } = facts.effect;
    const cancellation = { reason: `Notice: the contract ends on ${endsOn}.`, byNotice: true };
    await cancelAppointments(context, unit, appointmentsOf(facts), cancellation);
    await writeNotice(unit, { contractId: state.id, party, reason, receivedAt, recordedAt: now, endsOn });
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    const subject = { type: 'Contract' as const, id: state.id, contractId: state.id };
    unit.journal.changed(subject, state, {
      noticeEndsOn: after!.noticeEndsOn,
      party,
      reason,
      receivedAt,
      endsOn,
    });
    const told = { party, receivedAt: receivedAt.toISOString(), endsOn };
    unit.journal.happened(contractHappened('contract.notice_given', state, now, told));
    return after!;
  });
}

function appointmentsOf({ consequences }: NoticeFacts): readonly string[] {
  return consequences.flatMap(({ kind, subjectId }) => (kind === 'APPOINTMENT_CANCELLED' ? subjectId : []));
}
