import { RequestContext } from '../../catalog/request-context';
import { NoticeParty } from '../../contracts/domain/notice';
import { findContract } from '../../contracts/use-cases/find-contract';
import { speakingParty } from '../../contracts/use-cases/speaking-party';
import { isAllowed, refusalsOf } from '../../shared/domain/decision';
import { Refusal } from '../../shared/domain/refusal';
import { decideGiveNotice, explainNotice, NoticeDates, noticeDates } from '../domain/give-notice';
import { NoticeConsequence } from '../domain/notice-consequences';
import { readNoticeFacts } from './read-notice-facts';

/** What a notice would do, and why. */
export interface NoticePreview extends NoticeDates {
  /** Whether `giveNotice` would record it, without `acceptConsequences`. */
  readonly allowed: boolean;
  readonly userErrors: readonly Refusal[];
  readonly explanation: string;
  readonly consequences: readonly NoticeConsequence[];
}

export interface NoticeQuestion {
  readonly contractId: string;
  /** Null: now. */
  readonly receivedAt: Date | null;
  /** Null: the caller's own; of staff, the customer. */
  readonly party: NoticeParty | null;
}

/**
 * What a notice received at an instant would do, by the rules of `giveNotice`. An instant to come counts as the present
 * of the question, for a customer too. Writes nothing. Throws Refused (NOT_FOUND) for an unknown contract.
 */
export async function previewNotice(
  context: RequestContext,
  { contractId, receivedAt: given, party }: NoticeQuestion,
): Promise<NoticePreview> {
  const contract = await findContract(context, contractId);
  const today = context.clock.now();
  const receivedAt = given ?? today;
  const now = receivedAt > today ? receivedAt : today;
  const speaksFor = speakingParty(context.caller);
  const request = {
    receivedAt,
    isReceiptGiven: receivedAt < today,
    party: party ?? speaksFor ?? 'CUSTOMER',
    speaksFor,
    acceptConsequences: false,
  };
  const facts = await readNoticeFacts(context, context.database.sql, contract, receivedAt, now);
  const decision = decideGiveNotice(facts, request, now);
  return {
    ...noticeDates(facts, now),
    allowed: isAllowed(decision),
    userErrors: refusalsOf(decision),
    explanation: explainNotice(facts, request, now),
    consequences: facts.consequences,
  };
}
