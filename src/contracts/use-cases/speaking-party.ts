import { Caller } from '../../shared/domain/caller';
import { NoticeParty } from '../domain/notice';

/** The one party that the caller speaks for; null for staff, which records the notices of both. */
export function speakingParty(caller: Caller): NoticeParty | null {
  return caller.role === 'CUSTOMER' ? 'CUSTOMER' : null;
}
