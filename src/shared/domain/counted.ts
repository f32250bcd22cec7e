/** What is counted, in both numbers: satellite, satellites. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

/** `1 satellite`, `3 satellites`. */
export function counted(count: number, noun: Noun): string {
  return `${count} ${count === 1 ? noun.one : noun.many}`;
}

/**
 * `1 of 3 satellites is used`, `3 of 3 satellites are used`; without a limit `3 satellites are used, without a limit`.
 * `whose` says of what, after the noun: ` of contract K-1`.
 */
export function usedOf(
  { used, limit }: { readonly used: number; readonly limit: number | null },
  noun: Noun,
  whose = '',
): string {
  const verb = used === 1 ? 'is' : 'are';
  if (limit === null) return `${counted(used, noun)}${whose} ${verb} used, without a limit`;
  return `${used} of ${counted(limit, noun)}${whose} ${verb} used`;
}
