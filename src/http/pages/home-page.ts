import { DEMO_CUSTOMER_NUMBER } from '../../demo/demo-data';
import { escapeHtml, PageLink, pageOf } from './layout';

const FIRST_QUERY = `{ customer(number: "${DEMO_CUSTOMER_NUMBER}") { name contracts { nodes { number snapshot { incidents { used limit } } } } } }`;

/** What a browser gets at `/`: what this is, and where things are. The address is that of the server, as it was asked for. */
export function homePage(address: string, links: readonly PageLink[]): string {
  const cards = links.map(
    ({ address: to, name, about }) =>
      `<li><a href="${to}"><strong>${name}</strong><span>${about}</span></a></li>`,
  );
  const request = `curl -s ${address}/graphql \\
  -H 'authorization: Bearer <your API key>' \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify({ query: FIRST_QUERY })}'`;
  return pageOf(
    'Ambit',
    `<h1>What may this customer ask for?</h1>
<p class="lead">Ambit knows the support contracts of a company that sells software: what each one entitles its customer
to, what was used of it, and what is left. Everything else asks it, over GraphQL.</p>
<ul class="cards">${cards.join('\n')}</ul>
<h2>A first request</h2>
<pre tabindex="0"><code>${escapeHtml(request)}</code></pre>
<p>A key comes from <code>npm run keys -- create --role SUPPORT</code>; a start with demo data prints one for each role.
<a href="/healthz">/healthz</a> says that the server lives, <a href="/readyz">/readyz</a> that it takes requests.</p>`,
    links,
  );
}
