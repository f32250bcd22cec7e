/** Two aliases on each level spread the fragment of the next: small, and without end when it is expanded. */
export function fragmentBomb(levels: number): string {
  const next = (nth: number) => `{ contracts(first: 0) { nodes { ...F${nth + 1} } } }`;
  const fragments = Array.from(
    { length: levels },
    (_, nth) => `fragment F${nth} on Contract { a: customer ${next(nth)} b: customer ${next(nth)} }`,
  );
  return `{ contract(number: "none") { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Contract { id }`;
}

/** Contracts with their incidents with their contracts: each level has a hundred times as many things. */
export function incidentsOfIncidents(times: number): string {
  const open = 'incidents(first: 100) { nodes { reference contract { ';
  return `{ contracts(first: 100) { nodes { ${open.repeat(times)} number ${'} } } '.repeat(times)} } } }`;
}

export function manyNodes(aliases: number, ids: readonly string[]): string {
  const list = JSON.stringify(ids);
  return `{ ${Array.from({ length: aliases }, (_, nth) => `a${nth}: nodes(ids: ${list}) { id }`).join(' ')} }`;
}
