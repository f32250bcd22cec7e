import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { Entitlements } from '../../../src/catalog/domain/plan';
import { CatalogFile } from '../../../src/catalog/file/catalog-file';
import { CatalogFileError } from '../../../src/catalog/file/catalog-file-error';
import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';
import { CatalogConflictError, loadCatalog } from '../../../src/catalog/use-cases/load-catalog';
import { loadCatalogFiles } from '../../../src/catalog/use-cases/load-catalog-files';
import { contactNamed, createCustomer, order, planId, uniqueNumber } from '../../support/builders';
import { idOf, mutate } from '../../support/mutate';
import { readContract } from '../../support/read-contract';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { withServerOn } from './with-server';

const NOW = new Date('2026-06-10T10:00:00Z');

let target: TestDatabase;
let original: CatalogFile;

beforeAll(async () => {
  original = readCatalogFile(await readFile('catalog/it-novum.yaml', 'utf8'), 'it-novum.yaml');
});
beforeEach(async () => (target = await freshDatabase('load_catalog')));
afterEach(() => target.close());

const load = (file: CatalogFile) => loadCatalog(target.database, file, NOW);
const published = () => target.database.sql.rows('SELECT * FROM plans ORDER BY id');
const everything = async () => [
  await published(),
  await target.database.sql.rows('SELECT id, code, definition FROM providers ORDER BY id'),
];

function withStandard(file: CatalogFile, change: Partial<Entitlements>): CatalogFile {
  const plans = file.plans.map((plan) =>
    plan.code === 'standard' ? { ...plan, entitlements: { ...plan.entitlements, ...change } } : plan,
  );
  return { ...file, plans };
}

const withServer = <T>(work: (admin: GraphQLClient) => Promise<T>) => withServerOn(target, work);

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
  it('a catalog that is loaded again changes nothing', async () => {
    const before = await everything();
    expect(await loadCatalogFiles(target.database, 'catalog', NOW)).toEqual([
      { provider: 'it-novum', published: [] },
      { provider: 'op5', published: [] },
    ]);
    expect(await everything()).toEqual(before);
  });

  it('a catalog that differs is published as the next version, and once where two load it at the same time', async () => {
    const changed = withStandard(original, { maxIncidentsPerYear: 30 });
    const changes = await Promise.all([load(changed), load(changed)]);
    expect(changes.flatMap((change) => change.published)).toEqual([{ code: 'standard', version: 2 }]);
    expect((await load(original)).published).toEqual([{ code: 'standard', version: 3 }]);
    expect((await load(original)).published).toEqual([]);
  });

  it('a catalog with other terms is a new version of every plan, and one with another name of a plan of that plan', async () => {
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

describe('a file that a start finds loaded', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'ambit-catalog-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const write = (text: string) => writeFile(join(folder, 'it-novum.yaml'), text);
  const start = (buildId: string | null) => loadCatalogFiles(target.database, folder, NOW, buildId);
  const UNCHANGED = { provider: 'it-novum', published: [] };

  it('a file that a start finds loaded is not read again by the same build, and by another it is', async () => {
    const text = await readFile('catalog/it-novum.yaml', 'utf8');
    await write(text);
    expect(await start('one')).toEqual([UNCHANGED]);
    expect(await start('one')).toEqual([]);
    expect(await start('other')).toEqual([UNCHANGED]);
    expect(await start('one')).toEqual([UNCHANGED]);
    expect([await start(null), await start(null)]).toEqual([[UNCHANGED], [UNCHANGED]]);
    expect(await start('one')).toEqual([UNCHANGED]);
    await write(text.replace('maxIncidentsPerYear: 25', 'maxIncidentsPerYear: 26'));
    expect(await start('one')).toEqual([
      { provider: 'it-novum', published: [{ code: 'standard', version: 2 }] },
    ]);
    await write(text.replace('maxIncidentsPerYear: 25', 'maxIncidentsPerYear: -25'));
    await expect(start('one')).rejects.toThrow(CatalogFileError);
  });

  it('a file that a start finds loaded is read again once another was loaded for its provider', async () => {
    await write(await readFile('catalog/it-novum.yaml', 'utf8'));
    await start('one');
    await load(withStandard(original, { maxIncidentsPerYear: 30 }));
    expect(await start('one')).toEqual([
      { provider: 'it-novum', published: [{ code: 'standard', version: 3 }] },
    ]);
  });
});

describe('a plan that changed', () => {
  it('a plan that changed is sold in its new version alone; running contracts keep theirs', async () => {
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

  it('a plan that the file no longer has is no longer sold, nor advised; its contracts go on', async () => {
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
  it('a process that runs shows and sells a catalog that was loaded elsewhere from the very next request on', async () => {
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

  it('a process that runs shows facts of a provider that was loaded elsewhere, which make no new version of a plan', async () => {
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

  it('a process that runs knows of a provider that was stored before there were such facts that there are none', async () => {
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

  it('a second provider with a product of the same code changes nothing of what is said of the first one’s', async () => {
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

  it.each(['nobody', ''])(
    'a provider with a product of the same code is asked for by a code that there is, not by "%s"',
    async (code) => {
      await withServer(async (client) => {
        await expect(client.request(question(code))).rejects.toThrow(
          'No provider has this code; known are it-novum, op5.',
        );
      });
    },
  );
});

describe('what must never change', () => {
  it('the time zone of a provider must never change', async () => {
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
  ])('a published plan must never change: the database refuses %s', async (text) => {
    const before = await published();
    await expect(target.database.sql.rows(text)).rejects.toThrow(/^plans is append-only/);
    expect(await published()).toEqual(before);
  });
});
