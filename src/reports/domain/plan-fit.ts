import { Decision } from '../../shared/domain/decision';
import { USER_ERROR_CODES, UserErrorCode } from '../../shared/domain/refusal';

/** What of a contract's use a plan would have refused, each with its reasons. */
export interface Misfits {
  readonly requests: readonly { readonly refusedBy: Decision }[];
  readonly blocks: readonly { readonly extraBecause: Decision }[];
  readonly contactsWithoutRoom: readonly { readonly because: Decision }[];
  readonly satellitesWithoutRoom: readonly { readonly because: Decision }[];
  readonly openings: readonly {
    readonly refusedRequests: number;
    readonly refusedBy: Decision;
    readonly extraBlocks: number;
    readonly extraBecause: Decision;
  }[];
}

export interface FitFigures {
  readonly fits: boolean;
  readonly refusedRequests: number;
  readonly extraBlocks: number;
  /** A sentence for each reason, with how many it concerns; without names or what people wrote. */
  readonly misfits: readonly string[];
}

/** So many that the plan would have refused for the same reasons. */
interface Misfit {
  readonly count: number;
  readonly reasons: Decision;
}

/** A plan fits where it would have refused nothing, included every block, and had room for all that was in use. */
export function fitOf(of: Misfits): FitFigures {
  const { requests, blocks, contactsWithoutRoom, satellitesWithoutRoom, openings } = of;
  const refused = [
    ...openings.map(({ refusedRequests: count, refusedBy: reasons }) => ({ count, reasons })),
    ...requests.map(({ refusedBy }) => one(refusedBy)),
  ].filter(hasReasons);
  const extra = [
    ...openings.map(({ extraBlocks: count, extraBecause: reasons }) => ({ count, reasons })),
    ...blocks.map(({ extraBecause }) => one(extraBecause)),
  ].filter(hasReasons);
  const misfits = [
    ...sentences('support request', refused),
    ...sentences('consulting block', extra),
    ...sentences(
      'named contact',
      contactsWithoutRoom.map(({ because }) => one(because)),
    ),
    ...sentences(
      'satellite',
      satellitesWithoutRoom.map(({ because }) => one(because)),
    ),
  ];
  return {
    fits: misfits.length === 0,
    refusedRequests: countOf(refused),
    extraBlocks: countOf(extra),
    misfits,
  };
}

function one(reasons: Decision): Misfit {
  return { count: 1, reasons };
}

function hasReasons({ reasons }: Misfit): boolean {
  return reasons.length > 0;
}

function countOf(misfits: readonly Misfit[]): number {
  return misfits.reduce((sum, { count }) => sum + count, 0);
}

function sentences(thing: string, misfits: readonly Misfit[]): string[] {
  const counts = new Map<UserErrorCode, number>();
  for (const { count, reasons } of misfits)
    for (const rule of new Set(reasons.map((reason) => reason.rule)))
      counts.set(rule, (counts.get(rule) ?? 0) + count);
  return [...counts].map(
    ([rule, count]) => `${count} ${count === 1 ? thing : `${thing}s`}: ${USER_ERROR_CODES[rule]}`,
  );
}
