import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { Entitlements } from '../../../src/catalog/domain/plan';
import { CatalogFile } from '../../../src/catalog/file/catalog-file';
import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';
import { CatalogConflictError, loadCatalog } from '../../../src/catalog/use-cases/load-catalog';
import { loadCatalogFiles } from '../../../src/catalog/use-cases/load-catalog-files';
import { contactNamed, createCustomer, order, planId, uniqueNumber } from '../../support/builders';
import { idOf, mutate } from '../../support/mutate';
import { spawnProgram } from '../../support/program-process';
import { readContract } from '../../support/read-contract';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { startTestServer } from '../../support/test-server';

const NOW = new Date('2026-06-10T10:00:00Z');

let target: TestDatabase;
let original: CatalogFile;
let directory: string;

beforeAll(async () => {
  original = readCatalogFile(await readFile('catalog/it-novum.yaml', 'utf8'), 'it-novum.yaml');
  directory = await mkdtemp(join(tmpdir(), 'ambit-catalog-'));
});
beforeEach(async () => (target = await freshDatabase('load_catalog')));
afterEach(() => target.close());
afterAll(() => rm(directory, { recursive: true }));

const load = (file: CatalogFile) => loadCatalog(target.database, file, NOW);
const published = () => target.database.sql.rows('SELECT * FROM plans ORDER BY id');
const everything = async () => [
  await published(),
  await target.database.sql.rows('SELECT * FROM providers ORDER BY id'),
];

function withStandard(file: CatalogFile, change: Partial<Entitlements>): CatalogFile {
  const plans = file.plans.map((plan) =>
    plan.code === 'standard' ? { ...plan, entitlements: { ...plan.entitlements, ...change } } : plan,
  );
  return { ...file, plans };
}

/** A process that begins to serve now; the fields of the given contract, and what is sold. */
async function withServer<T>(work: (admin: GraphQLClient) => Promise<T>): Promise<T> {
  const server = await startTestServer(undefined, { ...target, close: () => Promise.resolve() });
  try {
    return await work(await server.as('ADMIN'));
  } finally {
    await server.close();
  }
}

async function sold(client: GraphQLClient): Promise<string[]> {
  const { provider } = await client.request<{ provider: { plans: { code: string; version: number }[] } }>(
    '{ provider(code: "it-novum") { plans { code version } } }',
  );
  return provider.plans.map(({ code, version }) => `${code} ${version}`);
}

async function planOf(client: GraphQLClient, id: string): Promise<unknown> {
  const selection = 'snapshot { plan { code version } incidents { limit } }';
  return (await readContract<{ snapshot: unknown }>(client, id, selection)).snapshot;
}

async function orderOf(client: GraphQLClient, plan: string) {
  const orderReceivedAt = new Date().toISOString();
  const contract = {
    customerId: await createCustomer(client),
    planId: plan,
    number: uniqueNumber('K'),
    orderReceivedAt,
  };
  return mutate(client, 'orderContract', { ...contract, contacts: [contactNamed('Ada')] }, 'contract { id }');
}

describe('a catalog that is loaded again', () => {
  it('changes nothing', async () => {
    const before = await everything();
    expect(await loadCatalogFiles(target.database, 'catalog', NOW)).toEqual([
      { provider: 'it-novum', published: [] },
      { provider: 'op5', published: [] },
    ]);
    expect(await everything()).toEqual(before);
  });

  it('publishes what differs as the next version, and once where two do it at the same time', async () => {
    const changed = withStandard(original, { maxIncidentsPerYear: 30 });
    const changes = await Promise.all([load(changed), load(changed)]);
    expect(changes.flatMap((change) => change.published)).toEqual([{ code: 'standard', version: 2 }]);
    expect((await load(original)).published).toEqual([{ code: 'standard', version: 3 }]);
    expect((await load(original)).published).toEqual([]);
  });

  it('publishes a new version of every plan where the terms change, and of one where its name does', async () => {
    const { provider, plans } = original;
    const versions = (version: number, ...codes: string[]) => codes.map((code) => ({ code, version }));
    const renamed = {
      ...original,
      plans: plans.map((plan, n) => (n === 0 ? { ...plan, name: 'Bronze' } : plan)),
    };
    expect((await load(renamed)).published).toEqual(versions(2, 'basic'));
    const terms = { ...provider.terms, noticeDays: 90 };
    const stricter = { provider: { ...provider, terms }, plans: renamed.plans };
    expect((await load(stricter)).published).toEqual([
      ...versions(3, 'basic'),
      ...versions(2, 'standard', 'premium'),
    ]);
  });
});

describe('a plan that changed', () => {
  it('is sold in its new version; running contracts keep theirs, and its old version is no longer sold', async () => {
    await withServer(async (client) => {
      const { id } = await order(client, 'it-novum', 'standard');
      const old = await planId(client, 'it-novum', 'standard');
      await load(withStandard(original, { maxIncidentsPerYear: 30 }));

      await withServer(async (admin) => {
        expect(await sold(admin)).toEqual(['basic 1', 'standard 2', 'premium 1']);
        expect(await planOf(admin, id)).toEqual({
          plan: { code: 'standard', version: 1 },
          incidents: { limit: 25 },
        });
        const refused = await orderOf(admin, old);
        expect(refused.userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'planId'] }]);
        const current = await planId(admin, 'it-novum', 'standard');
        const newer = idOf(await orderOf(admin, current), 'contract');
        expect(await planOf(admin, newer)).toMatchObject({
          plan: { version: 2 },
          incidents: { limit: 30 },
        });
        expect(await planOf(client, newer)).toMatchObject({
          plan: { version: 2 },
          incidents: { limit: 30 },
        });
      });
      expect(await sold(client)).toContain('standard 2');
    });
  });

  it('that the file no longer has is no longer sold, nor advised; its contracts go on', async () => {
    const contract = await withServer((client) => order(client, 'it-novum', 'basic'));
    await load({ ...original, plans: original.plans.filter(({ code }) => code !== 'standard') });
    await withServer(async (admin) => {
      expect(await sold(admin)).toEqual(['basic 1', 'premium 1']);
      const document =
        'query ($id: ID!) { canRegisterSatellite(contractId: $id) { allowedByPlans { code } } }';
      expect(await admin.request(document, { id: contract.id })).toEqual({
        canRegisterSatellite: { allowedByPlans: [{ code: 'premium' }] },
      });
    });
    await load({ ...original, plans: original.plans.filter(({ code }) => code !== 'basic') });
    await withServer(async (admin) => {
      expect(await sold(admin)).toEqual(['standard 1', 'premium 1']);
      expect(await planOf(admin, contract.id)).toEqual({
        plan: { code: 'basic', version: 1 },
        incidents: { limit: 5 },
      });
    });
  });
});

describe('a process that runs', () => {
  // What this test loads goes past the catalog that the server keeps, as a load by another process does.
  it('shows and sells a catalog that was loaded elsewhere from the very next request on', async () => {
    await withServer(async (client) => {
      for (let limit = 30; limit < 40; limit += 1) {
        const old = await planId(client, 'it-novum', 'standard');
        await load(withStandard(original, { maxIncidentsPerYear: limit }));
        if (limit % 2 === 0)
          expect((await orderOf(client, old)).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
        expect(await sold(client)).toContain(`standard ${limit - 28}`);
      }
    });
  });

  it('shows facts of a provider that was loaded elsewhere, which make no new version of a plan', async () => {
    await withServer(async (client) => {
      const read = () =>
        client.request('{ provider(code: "it-novum") { name support { email } texts { code title text } } }');
      await read();
      const support = { url: null, email: 'help@example.com', phone: null };
      const texts = [{ code: 'hours', title: 'Hours', text: 'Any.' }];
      const changed = {
        ...original,
        provider: { ...original.provider, name: 'it-novum AG', support, texts },
      };
      expect((await load(changed)).published).toEqual([]);
      expect(await read()).toEqual({
        provider: { name: 'it-novum AG', support: { email: 'help@example.com' }, texts },
      });
    });
  });

  it('knows of a provider that was stored before there were such facts that there are none', async () => {
    await target.database.sql.rows(
      `UPDATE providers SET definition = definition - 'support' - 'texts' - 'products' WHERE code = 'op5'`,
    );
    await withServer(async (client) => {
      const document = '{ provider(code: "op5") { support { url } texts { code } products { code } } }';
      expect(await client.request(document)).toEqual({
        provider: { support: null, texts: [], products: [] },
      });
    });
  });
});

describe('a second provider with a product of the same code', () => {
  const question = (providerCode?: string) =>
    `{ productSupport(product: "op5-monitor", version: "2.0.0"${providerCode === undefined ? '' : `, providerCode: "${providerCode}"`}) { reason } }`;

  it('changes nothing of what is said of the first one’s, though it was a provider before', async () => {
    const products = original.provider.products
      .map((product) => ({ ...product, code: 'op5-monitor' }))
      .slice(0, 1);
    const grants = [{ code: 'op5-monitor', name: 'Another monitor', minimumVersion: '1' }];
    const plans = original.plans.map((plan) => ({
      ...plan,
      entitlements: { ...plan.entitlements, products: grants },
    }));
    await withServer(async (client) => {
      const before = await client.request(question());
      expect(before).toEqual({ productSupport: { reason: 'UNKNOWN_VERSION' } });
      await load({ provider: { ...original.provider, products }, plans });
      expect(await client.request(question())).toEqual(before);
      expect(await client.request(question('op5'))).toEqual(before);
      expect(await client.request(question('it-novum'))).toEqual({
        productSupport: { reason: 'CURRENT_MAJOR' },
      });
    });
  });

  it.each(['nobody', ''])('is asked for by a code that there is, not by "%s"', async (code) => {
    await withServer(async (client) => {
      await expect(client.request(question(code))).rejects.toThrow(
        'No provider has this code; known are it-novum, op5.',
      );
    });
  });
});

describe('what must never change', () => {
  it('is the time zone of a provider', async () => {
    const before = await everything();
    const moved = {
      ...withStandard(original, { maxIncidentsPerYear: 30 }),
      provider: { ...original.provider, timeZone: 'UTC' },
    };
    const refused = load(moved);
    await expect(refused).rejects.toThrow(CatalogConflictError);
    await expect(refused).rejects.toThrow('it-novum is in Europe/Berlin');
    expect(await everything()).toEqual(before);
  });

  it.each([
    `UPDATE plans SET name = 'Cheaper'`,
    `UPDATE plans SET definition = '{}' WHERE false`,
    'DELETE FROM plans',
    'TRUNCATE plans CASCADE',
  ])('is a published plan: the database refuses %s', async (text) => {
    const before = await published();
    await expect(target.database.sql.rows(text)).rejects.toThrow(/^plans is append-only/);
    expect(await published()).toEqual(before);
  });
});

describe('npm run catalog', () => {
  const run = (...args: string[]) =>
    spawnProgram('cli/catalog.js', args, { DATABASE_URL: target.url, DATA_DIR: directory }).ended;

  it('load: takes a sound file, and of one with wrong figures nothing', async () => {
    const text = await readFile('catalog/it-novum.yaml', 'utf8');
    const sound = join(directory, 'sound.yaml');
    const faulty = join(directory, 'faulty.yaml');
    await writeFile(sound, text.replace('maxIncidentsPerYear: 25', 'maxIncidentsPerYear: 30'));
    await writeFile(
      faulty,
      text
        .replace('maxIncidentsPerYear: 25', 'maxIncidentsPerYear: -3')
        .replace('consultingDiscountPercent: 5\n', 'consultingDiscountPercent: 500\n'),
    );

    const before = await everything();
    const refused = await run('load', faulty);
    expect(refused).toMatchObject({ exitCode: 69, stdout: '' });
    const [head, ...faults] = refused.stderr.trimEnd().split('\n');
    expect(head).toBe('faulty.yaml has 2 fault(s)');
    expect(faults).toEqual([
      expect.stringMatching(/line \d+, plans\[1\]\.maxIncidentsPerYear: /),
      expect.stringMatching(/line \d+, plans\[1\]\.consultingDiscountPercent: /),
    ]);
    expect(await everything()).toEqual(before);

    expect(await run('load', sound)).toMatchObject({
      exitCode: 0,
      stdout: 'it-novum: published standard version 2\n',
    });
  });

  it('load: refuses to move a provider, without a stack', async () => {
    const moved = join(directory, 'moved.yaml');
    const text = await readFile('catalog/op5.yaml', 'utf8');
    await writeFile(moved, text.replace('timeZone: Europe/Stockholm', 'timeZone: Europe/Oslo'));
    const { exitCode, stderr } = await run('load', moved);
    expect(exitCode).toBe(69);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^The catalog cannot be loaded: provider\.timeZone: op5 is in Europe\/Stockholm/),
      expect.stringMatching(/old value/),
    ]);
  });

  it('check: says of a file whether it is sound, without a database', async () => {
    const check = (file: string) => spawnProgram('cli/catalog.js', ['check', file], {}).ended;
    const [sound, faulty] = await Promise.all([check('catalog/op5.yaml'), check('package.json')]);
    const stdout = 'catalog/op5.yaml is sound: OP5 with Basic, Standard, Premium\n';
    expect(sound).toEqual({ exitCode: 0, stdout, stderr: '' });
    expect(faulty).toMatchObject({
      exitCode: 69,
      stdout: '',
      stderr: expect.stringMatching(/^package\.json has/),
    });
  });
});
