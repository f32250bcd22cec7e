/** How many kills a test does: `long` with AMBIT_LONG=1, and as many as AMBIT_KILLS says, where it says so. */
export function killsOf({ short, long }: { readonly short: number; readonly long: number }): number {
  const { AMBIT_KILLS, AMBIT_LONG } = process.env;
  if (AMBIT_LONG !== '1') return short;
  return AMBIT_KILLS === undefined ? long : Number(AMBIT_KILLS);
}
