/** One call as its client saw it, until it gave up sending it again under the same idempotency key. */
export interface Call {
  /** What the call wrote into the row, and nobody else does. */
  readonly mark: string;
  /** WRITTEN: acknowledged. NOT_WRITTEN: said not to be, at the last try. UNKNOWN: nobody said. */
  readonly outcome: 'WRITTEN' | 'NOT_WRITTEN' | 'UNKNOWN';
  /** The id of the row, of a call that was acknowledged. */
  readonly id: string | null;
}

export interface Row {
  readonly mark: string;
  readonly id: string;
}

/** What a history and the rows that are there at its end do not have in common: each fault in a line; none where all is well. */
export function faultsOf(calls: readonly Call[], rows: readonly Row[]): string[] {
  const byMark = new Map<string, Row[]>();
  for (const row of rows) byMark.set(row.mark, [...(byMark.get(row.mark) ?? []), row]);
  const known = new Map(calls.map((call) => [call.mark, call]));
  const faults: string[] = [];
  if (known.size !== calls.length) faults.push('two calls bear the same mark');
  for (const { mark, outcome, id } of calls) {
    const written = byMark.get(mark) ?? [];
    if (written.length > 1) faults.push(`doubled: ${mark}`);
    if (outcome === 'WRITTEN' && !written.some((row) => row.id === id)) faults.push(`lost: ${mark}`);
    if (outcome === 'NOT_WRITTEN' && written.length > 0) faults.push(`written, and said not to be: ${mark}`);
  }
  for (const mark of byMark.keys()) if (!known.has(mark)) faults.push(`forged: ${mark}`);
  return faults;
}
