import { readFile } from 'node:fs/promises';
import { GraphQLClient } from 'graphql-request';
import { CatalogFile } from '../../../src/catalog/file/catalog-file';
import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';
import { BELIEVED_MS, Catalog } from '../../../src/catalog/persistence/catalog';
import { loadCatalog } from '../../../src/catalog/use-cases/load-catalog';
import { localDate } from '../../../src/shared/domain/local-date';
import { ask } from '../../entitlements/incident-questions';
import { accepted, open, step } from '../../incidents/incidents';
import { order } from '../../support/builders';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { withServerOn } from './with-server';

const NOW = new Date('2026-06-10T10:00:00Z');

let target: TestDatabase;
let original: CatalogFile;

beforeAll(async () => {
  original = readCatalogFile(await readFile('catalog/it-novum.yaml', 'utf8'), 'it-novum.yaml');
});
beforeEach(async () => (target = await freshDatabase('loaded_elsewhere')));
afterEach(() => target.close());

/** As another process does it: past the catalog that the server keeps. */
const load = (file: CatalogFile) => loadCatalog(target.database, file, NOW);

const withServer = <T>(work: (admin: GraphQLClient) => Promise<T>) => withServerOn(target, work);

describe('a release that was loaded elsewhere a second ago', () => {
  const product = 'op5-monitor';
  const releasedOn = localDate('2026-01-12');
  const versions = ['20.0.0', '20.1.0', '20.2.0'];
  let op5: CatalogFile;
  let later = 0;
  let moved: jest.SpyInstance;

  beforeAll(async () => {
    op5 = readCatalogFile(await readFile('catalog/op5.yaml', 'utf8'), 'op5.yaml');
  });
  beforeEach(() => {
    const now = performance.now.bind(performance);
    moved = jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
  });
  afterEach(() => moved.mockRestore());

  /** Loads the releases past the server, and lets the time pass after which `catalog load` ends. */
  async function loadReleases(...released: string[]): Promise<void> {
    const added = released.map((version) => ({
      version,
      releasedOn,
      notesUrl: null,
      sample: true,
    }));
    const releases = op5.provider.releases.map((each) =>
      each.product === product ? { ...each, releases: [...each.releases, ...added] } : each,
    );
    await load({ ...op5, provider: { ...op5.provider, releases } });
    later += BELIEVED_MS + 1;
  }

  it('a release that was loaded elsewhere a second ago is known to the first question, request for support and correction', async () => {
    await withServer(async (client) => {
      const contract = await order(client, 'op5', 'premium');
      await loadReleases(versions[0]!);
      const { id } = await accepted(open(client, contract, { product, productVersion: versions[0] }));
      await loadReleases(...versions.slice(0, 2));
      const correction = { productVersion: versions[1], reason: 'Misread.' };
      await accepted(step(client, 'correctIncident', id, correction));
      await loadReleases(...versions);
      const question = { contractId: contract.id, product, productVersion: versions[2] };
      expect(await ask(client, question)).toMatchObject({ userErrors: [] });
    });
  });

  it('a plan that was loaded elsewhere a second ago is advised by the first refusal', async () => {
    await withServer(async (client) => {
      const { id } = await order(client, 'it-novum', 'basic');
      const maxSatellites = 1;
      const plans = original.plans.map((plan) =>
        plan.code === 'basic' ? { ...plan, entitlements: { ...plan.entitlements, maxSatellites } } : plan,
      );
      await load({ ...original, plans });
      later += BELIEVED_MS + 1;
      const document =
        'query ($id: ID!) { canRegisterSatellite(contractId: $id) { allowedByPlans { code } } }';
      expect(await client.request(document, { id })).toEqual({
        canRegisterSatellite: {
          allowedByPlans: [{ code: 'basic' }, { code: 'standard' }, { code: 'premium' }],
        },
      });
    });
  });

  it('a release that was loaded elsewhere is asked for once, however many requests begin', async () => {
    const catalog = new Catalog(target.database);
    await catalog.refresh();
    await loadReleases(versions[0]!);
    const asked = jest.spyOn(target.database.sql, 'rows');
    await Promise.all(Array.from({ length: 20 }, () => catalog.renew()));
    await catalog.renew();
    expect(asked.mock.calls.map(([text]) => (text as { name: string }).name)).toEqual([
      'catalog-version',
      'catalog-providers',
      'catalog-plans',
    ]);
    asked.mockRestore();
  });
});
