import { Decision } from '../../shared/domain/decision';
import { USER_ERROR_CODES, UserErrorCode } from '../../shared/domain/refusal';

/** What of a contract's use a plan would have refused, each with its reasons. */
export interface Misfits {
  readonly requests: readonly { readonly refusedBy: Decision }[];
  readonly blocks: readonly { readonly extraBecause: Decision }[];
  readonly contactsWithoutRoom: readonly { readonly because: Decision }[];
  readonly satellitesWithoutRoom: readonly { readonly because: Decision }[];
}

export interface FitFigures {
  readonly fits: boolean;
  readonly refusedRequests: number;
  readonly extraBlocks: number;
  /** A sentence for each reason, with how many it concerns; without names or what people wrote. */
  readonly misfits: readonly string[];
}

/** A plan fits where it would have refused nothing, included every block, and had room for all that was in use. */
export function fitOf({ requests, blocks, contactsWithoutRoom, satellitesWithoutRoom }: Misfits): FitFigures {
  const refused = requests.map(({ refusedBy }) => refusedBy).filter(hasReasons);
  const extra = blocks.map(({ extraBecause }) => extraBecause).filter(hasReasons);
  const misfits = [
    ...sentences('support request', refused),
    ...sentences('consulting block', extra),
    ...sentences(
      'named contact',
      contactsWithoutRoom.map(({ because }) => because),
    ),
    ...sentences(
      'satellite',
      satellitesWithoutRoom.map(({ because }) => because),
    ),
  ];
  return {
    fits: misfits.length === 0,
    refusedRequests: refused.length,
    extraBlocks: extra.length,
    misfits,
  };
}

function hasReasons(reasons: Decision): boolean {
  return reasons.length > 0;
}

function sentences(thing: string, decisions: readonly Decision[]): string[] {
  const counts = new Map<UserErrorCode, number>();
  for (const rule of decisions.flatMap((reasons) => [...new Set(reasons.map((reason) => reason.rule))]))
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(
    ([rule, count]) => `${count} ${count === 1 ? thing : `${thing}s`}: ${USER_ERROR_CODES[rule]}`,
  );
}
