import { DemoKeys } from '../demo/demo-keys';
import { DEMO_CUSTOMER_NUMBER } from '../demo/demo-data';

const FIRST_QUERY = `{ customer(number: "${DEMO_CUSTOMER_NUMBER}") { name contracts { nodes { number snapshot { status plan { name } incidents { limit used remaining resetsAt } } } } } }`;

/**
 * What the person who started the program reads: where it answers, the keys, and a first query to paste. In production the
 * output is somebody's log, so no key is in it.
 */
export function welcome(
  url: string,
  demo: DemoKeys | null,
  shows: { readonly keys: boolean; readonly pages: boolean },
): string {
  const answers = `Ambit answers at ${url}${shows.pages ? `\nLook at it in a browser: ${new URL('/', url).href}` : ''}`;
  if (demo === null) {
    return `\n${answers}\nMake a first key: npm run keys -- create --role ADMIN\n\n`;
  }
  const { keys, file } = demo;
  if (!shows.keys) return `\n${answers}\nKeys of the demo, one a role, are in ${file}\n\n`;
  const width = Math.max(...Object.keys(keys).map((role) => role.length));
  const lines = Object.entries(keys).map(([role, key]) => `  ${role.padEnd(width)}  ${key}`);
  return `
${answers}

Keys, one a role (also in ${file}):
${lines.join('\n')}

A first query:
curl -s ${url} -H 'authorization: Bearer ${keys.SUPPORT}' -H 'content-type: application/json' -d '${asBody(FIRST_QUERY)}'

`;
}

function asBody(query: string): string {
  return JSON.stringify({ query });
}
