import { EXAMPLE_QUERIES } from '../../src/demo/example-queries';
import { PlainServer, startPlainServer } from '../support/plain-server';
import { openRaw } from '../support/raw-socket';
import { clientFor } from '../support/test-server';

let demo: PlainServer;
beforeAll(async () => (demo = await startPlainServer('demo', {}, undefined, true)));
afterAll(() => demo.close());

function open(path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(new URL(path, demo.url), { headers: { accept: 'text/html', ...headers } });
}

const shown = async (path: string, headers: Record<string, string> = {}) =>
  (await (await open(path, headers)).text()).includes(demo.key);

it('the keys of the demo are filled in for a browser on this machine', async () => {
  expect([await shown('/graphql'), await shown('/desk/settings.json')]).toEqual([true, true]);
});

it.each([
  ['x-forwarded-for', '203.0.113.5'],
  ['forwarded', 'for=203.0.113.5'],
  ['via', '1.1 proxy'],
])('the keys of the demo are not shown to whom a proxy speaks for, by the header %s', async (name, value) => {
  for (const path of ['/graphql', '/desk/settings.json'])
    expect(await shown(path, { [name]: value })).toBe(false);
});

it('the keys of the demo are not shown under the name of another host, which a page may have led here', async () => {
  const { port } = new URL(demo.url);
  const request = `GET /desk/settings.json HTTP/1.1\r\nhost: evil.example:${port}\r\nconnection: close\r\n\r\n`;
  const answer = await (await openRaw(demo.url, request)).matching(/\r\n\r\n.*\}/s);
  expect(answer).toContain('"demoKeys":null');
});

it.each(EXAMPLE_QUERIES)('the ready query of $role finds something on the demo data', async (example) => {
  const result = await clientFor(demo.url, demo.keys[example.role]).request(example.query);
  expect(JSON.stringify(result)).toMatch(/"nodes":\[\{/);
});

/** Of every incident, appointment and decision of the demo, what may be one way or another. */
const LIVES = `{
  incidents(first: 100) { nodes { status responseMet firstRespondedAt history { kind } } }
  contracts(first: 100) { nodes {
    consultingBlocks { nodes { status startsAt } }
    snapshot { incidents { used limit } }
  } }
  decisions(first: 100, filter: { allowed: false }) { nodes { mutation userErrors { code } } }
}`;

interface Lives {
  readonly incidents: {
    readonly nodes: readonly {
      readonly status: string;
      readonly responseMet: boolean | null;
      readonly history: readonly { readonly kind: string }[];
    }[];
  };
  readonly contracts: {
    readonly nodes: readonly {
      readonly consultingBlocks: { readonly nodes: readonly { readonly status: string }[] };
      readonly snapshot: { readonly incidents: { readonly used: number; readonly limit: number | null } };
    }[];
  };
  readonly decisions: { readonly nodes: readonly { readonly mutation: string }[] };
}

it('the demo shows a living company: whatever becomes of incidents and appointments, quotas near and at their limit, refusals', async () => {
  const { incidents, contracts, decisions } = await clientFor(demo.url, demo.key).request<Lives>(LIVES);
  const seen = <T>(values: readonly T[]) => [...new Set(values)];
  expect(seen(incidents.nodes.map(({ status }) => status)).sort()).toEqual(
    ['CLOSED', 'IN_PROGRESS', 'NEW', 'RESOLVED', 'VOIDED', 'WAITING_FOR_CUSTOMER'].sort(),
  );
  expect(seen(incidents.nodes.map(({ responseMet }) => responseMet))).toEqual(
    expect.arrayContaining([true, false, null]),
  );
  expect(incidents.nodes.flatMap(({ history }) => history.map(({ kind }) => kind))).toContain('CORRECTED');
  const blocks = contracts.nodes.flatMap(({ consultingBlocks }) => consultingBlocks.nodes);
  expect(seen(blocks.map(({ status }) => status)).sort()).toEqual(['BOOKED', 'CANCELLED', 'DELIVERED']);
  const parts = contracts.nodes
    .map(({ snapshot }) => snapshot.incidents)
    .map(({ used, limit }) => (limit === null ? 0 : used / limit));
  expect([parts.includes(1), parts.some((part) => part >= 0.8 && part < 1)]).toEqual([true, true]);
  expect(decisions.nodes.map(({ mutation }) => mutation)).toEqual([
    'registerSatellite',
    'bookConsultingBlock',
  ]);
});
