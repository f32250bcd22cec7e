import { ContractState } from './contract-state';
import { NoticeEffect } from './notice';
import { noticeDeadline } from './contract-dates';

/** Why a notice ends the contract when it does: every date that went into the answer, in plain English. */
export function explainNotice(contract: ContractState, effect: NoticeEffect, noticeDays: number): string {
  const { receivedOn, renewsOn, deadline, inTime, endsOn } = effect;
  const term = `Contract ${contract.number} is active from ${contract.activatesOn} and renews every ${contract.termMonths} months, next on ${renewsOn}.`;
  const rule = `With ${noticeDays} days’ notice, the last day for notice before that is ${deadline}.`;
  const receipt = `This notice is received on ${receivedOn} (${contract.timeZone})`;
  if (inTime) return `${term} ${rule} ${receipt}, in time: the contract ends on ${endsOn}.`;
  const late = `too late for ${renewsOn}: it takes effect at the renewal date ${endsOn}, for which the last day is ${noticeDeadline(endsOn, noticeDays)}`;
  return `${term} ${rule} ${receipt}, ${late}. The contract ends on ${endsOn}.`;
}

/** Why a further notice does nothing: the first one stands. */
export function explainStandingNotice(contract: ContractState, effect: NoticeEffect): string {
  const { receivedOn, renewsOn, deadline } = effect;
  const standing = `A notice is in force, by which contract ${contract.number} ends on ${contract.noticeEndsOn}.`;
  return `${standing} A further one, received on ${receivedOn} (${contract.timeZone}), does not move that date; the last day for notice before ${renewsOn} is ${deadline}.`;
}
