import { DemoKeys } from '../demo/demo-keys';
import { DEMO_CUSTOMER_NUMBER } from '../demo/demo-data';

const FIRST_QUERY = `{ customer(number: "${DEMO_CUSTOMER_NUMBER}") { name contracts { nodes { number snapshot { status plan { name } incidents { limit used remaining resetsAt } } } } } }`;

/** What the person who started the program reads: where it answers, the keys, and a first query to paste. */
export function welcome(url: string, keys: DemoKeys | null): string {
  if (keys === null) {
    return `\nAmbit answers at ${url}\nMake a first key: npm run keys -- create --role ADMIN\n\n`;
  }
  const width = Math.max(...Object.keys(keys).map((role) => role.length));
  const lines = Object.entries(keys).map(([role, key]) => `  ${role.padEnd(width)}  ${key}`);
  return `
Ambit answers at ${url}

Keys, one a role (also in keys.json of the data folder):
${lines.join('\n')}

A first query:
curl -s ${url} -H 'authorization: Bearer ${keys.SUPPORT}' -H 'content-type: application/json' -d '${asBody(FIRST_QUERY)}'

`;
}

function asBody(query: string): string {
  return JSON.stringify({ query });
}
