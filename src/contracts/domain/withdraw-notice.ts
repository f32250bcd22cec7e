import { decideBlocksFit, decideFits, PlanChangeFacts } from './plan-change';
import { planTitle } from '../../catalog/domain/plan';
import {
  Decision,
  failed,
  failedRule,
  notJudged,
  passed,
  refusalsOf,
  RuleOutcome,
} from '../../shared/domain/decision';
import { addDays, dateAt, LocalDate } from '../../shared/domain/local-date';
import { invalidInput } from '../../shared/domain/refusal';
import { ContractState, isOver, overSince, statusAt } from './contract-state';
import { Notice, NoticeParty } from './notice';

export interface WithdrawNoticeRequest {
  /** Whose; null: the only one. */
  readonly party: NoticeParty | null;
  /** The one party that the caller may speak for; null: staff, which speaks for both. */
  readonly speaksFor: NoticeParty | null;
  /** Whether the scheduled change of plan is taken back with it. */
  readonly dropPlanChange: boolean;
}

export interface WithdrawNoticeFacts {
  readonly state: ContractState;
  /** In force now: at most one of each party. */
  readonly notices: readonly Notice[];
  /** Changes of plan that the end made moot and that come into force without the notice, oldest first. */
  readonly returning: readonly DatedChange[];
  /** The change that can be taken back: the last one, where it never was in force; null where there is none. */
  readonly scheduled: DatedChange | null;
}

/** A change of plan, and from when it is to count. */
export interface DatedChange extends PlanChangeFacts {
  readonly from: Date;
}

/** The notice that is meant; null where there is none such, or where both stand and neither is named. */
export function noticeMeant(notices: readonly Notice[], party: NoticeParty | null): Notice | null {
  if (party === null) return notices.length === 1 ? notices[0]! : null;
  return notices.find((notice) => notice.party === party) ?? null;
}

/** The end that stands without the notice; null where the contract renews by itself then. */
export function endWithout(notices: readonly Notice[], withdrawn: Notice): LocalDate | null {
  return notices.find((notice) => notice.party !== withdrawn.party)?.endsOn ?? null;
}

/**
 * May the notice be withdrawn? Until the contract ends, by the party that gave it; by staff also until 14 days after it
 * was recorded, so that a slip can be undone; and where all that the contract holds fits a plan that comes into force
 * with it, unless that change is dropped. Domain section 7.
 */
export function decideWithdrawNotice(
  facts: WithdrawNoticeFacts,
  request: WithdrawNoticeRequest,
  now: Date,
): Decision {
  const notice = noticeMeant(facts.notices, request.party);
  return [
    decideWhich(facts, request),
    decideStillTime(facts, notice, request, now),
    decideMayDrop(request),
    ...decideReturning(facts, request, notice),
  ];
}

function decideWhich({ state, notices }: WithdrawNoticeFacts, request: WithdrawNoticeRequest): RuleOutcome {
  const { party, speaksFor } = request;
  const path = ['input', 'party'];
  if (party === null && notices.length > 1) {
    const ends = notices.map((notice) => `${notice.party} (ends on ${notice.endsOn})`).join(' and ');
    return failed(invalidInput(`Two notices are in force: ${ends}. Say whose is withdrawn.`, path));
  }
  const rule = 'INVALID_STATE';
  const notice = noticeMeant(notices, party);
  if (notice === null) {
    const by = party === null ? '' : ` by the ${party}`;
    return failedRule(rule, `No notice${by} of contract ${state.number} is in force.`);
  }
  if (speaksFor === null || speaksFor === notice.party)
    return passed(
      rule,
      `A notice by the ${notice.party} is in force; it ends the contract on ${notice.endsOn}.`,
    );
  return failedRule(rule, `The notice in force was given by the ${notice.party}, and is theirs to withdraw.`);
}

const DAYS_TO_UNDO = 14;

function decideStillTime(
  { state }: WithdrawNoticeFacts,
  notice: Notice | null,
  { speaksFor }: WithdrawNoticeRequest,
  now: Date,
): RuleOutcome {
  const rule = 'CONTRACT_NOT_ACTIVE';
  const status = statusAt(state, now);
  if (!isOver(status)) return passed(rule, `Contract ${state.number} has not ended.`);
  const ended = `Contract ${state.number} ${status === 'ENDED' ? 'ended' : 'was cancelled'} on ${overSince(state)}`;
  if (status === 'CANCELLED' || notice === null || speaksFor !== null) return failedRule(rule, `${ended}.`);
  const last = addDays(dateAt(notice.recordedAt, state.timeZone), DAYS_TO_UNDO);
  if (dateAt(now, state.timeZone) <= last)
    return passed(rule, `${ended}; the notice can be undone until ${last}.`);
  return failedRule(rule, `${ended}, and the notice could be undone until ${last}.`);
}

/** The plan goes through the provider: a customer's key changes none. Domain section 3. */
function decideMayDrop({ dropPlanChange, speaksFor }: WithdrawNoticeRequest): RuleOutcome {
  if (!dropPlanChange || speaksFor === null)
    return passed('INVALID_INPUT', 'The scheduled change of plan is for staff to drop.');
  const message =
    'Plans are changed by the provider: ask it to drop the change, or leave dropPlanChange out.';
  return failed(invalidInput(message, ['input', 'dropPlanChange']));
}

/**
 * What comes into force without the notice is decided as a change to it would be; where the scheduled change is dropped,
 * what was booked on the strength of it is decided as when it is withdrawn by itself.
 */
function decideReturning(
  { returning, scheduled, state }: WithdrawNoticeFacts,
  { dropPlanChange }: WithdrawNoticeRequest,
  notice: Notice | null,
): readonly RuleOutcome[] {
  const rule = 'DOWNGRADE_DOES_NOT_FIT';
  if (notice === null) return [notJudged(rule, 'It is not known which notice is meant.')];
  const isScheduled = ({ from }: DatedChange) => from.getTime() === scheduled?.from.getTime();
  const dateOf = ({ from }: DatedChange) => dateAt(from, state.timeZone);
  const checked = returning
    .filter((change) => !(dropPlanChange && isScheduled(change)))
    .flatMap((change) =>
      decideFits(change, dateOf(change), null).map((outcome) =>
        explained(outcome, change, dateOf(change), isScheduled(change)),
      ),
    );
  if (!dropPlanChange || scheduled === null)
    return checked.length > 0 ? checked : [passed(rule, 'No other plan comes into force.')];
  const { planInForce, scheduledRecordedAt } = scheduled;
  const goesOn = { ...scheduled, plan: planInForce };
  return [...checked, decideBlocksFit(goesOn, dateOf(scheduled), null, scheduledRecordedAt)];
}

function explained(
  outcome: RuleOutcome,
  { plan }: DatedChange,
  on: LocalDate,
  isScheduled: boolean,
): RuleOutcome {
  const why = `Without the notice the plan changes to ${planTitle(plan)} on ${on}.`;
  const orDrop = isScheduled ? ', or drop the change with `dropPlanChange`' : '';
  const [first, ...others] = refusalsOf([outcome]).map((refusal) => ({
    ...refusal,
    message: `${why} ${refusal.message} Give up what does not fit${orDrop}.`,
  }));
  return first === undefined ? outcome : failed(first, ...others);
}
