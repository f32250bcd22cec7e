import { RequestContext } from '../../catalog/request-context';
import { refuseUnlessAllowed } from '../../shared/domain/decision';
import { LocalDate } from '../../shared/domain/local-date';
import { decideAfterOrder, effectOfNotice, explainNotice, explainStandingNotice } from '../domain/notice';
import { readPlanAt } from '../persistence/plan-in-force';
import { findContract } from './find-contract';

/** What a notice would do, and why. */
export interface NoticePreview {
  /** Exclusive; the end that stands where a notice is in force already. */
  readonly endsOn: LocalDate;
  /** Whether it would be received by the deadline. */
  readonly inTime: boolean;
  /** The last day for notice that ends the term running at the receipt. */
  readonly deadline: LocalDate;
  readonly explanation: string;
}

/**
 * What a notice received at an instant would do, also at one to come. Writes nothing. Throws Refused: NOT_FOUND, and
 * INVALID_INPUT for an instant before the order.
 */
export async function previewNotice(
  context: RequestContext,
  contractId: string,
  receivedAt: Date,
): Promise<NoticePreview> {
  const contract = await findContract(context, contractId);
  refuseUnlessAllowed([decideAfterOrder(contract, receivedAt, ['receivedAt'])]);
  const { terms } = await readPlanAt(context, context.database.sql, contract.id, receivedAt);
  const effect = effectOfNotice(contract, receivedAt, terms.noticeDays);
  const { inTime, deadline } = effect;
  if (contract.noticeEndsOn === null) {
    const explanation = explainNotice(contract, effect, terms.noticeDays);
    return { endsOn: effect.endsOn, inTime, deadline, explanation };
  }
  const explanation = explainStandingNotice(contract, effect);
  return { endsOn: contract.noticeEndsOn, inTime, deadline, explanation };
}
