import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphqlHandler } from '../../src/graphql/graphql-handler';
import { order } from '../support/builders';
import { spawnProgram } from '../support/program-process';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer } from '../support/test-server';

let target: TestDatabase;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ambit-catalog-'));
});
beforeEach(async () => (target = await freshDatabase('catalog_command')));
afterEach(() => target.close());
afterAll(() => rm(directory, { recursive: true }));

const everything = async () => [
  await target.database.sql.rows('SELECT * FROM plans ORDER BY id'),
  await target.database.sql.rows('SELECT * FROM providers ORDER BY id'),
];

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

  it('load: ends when a process that serves knows of the new catalog, however fresh its copy of the old one was', async () => {
    const sold = join(directory, 'sold.yaml');
    const text = await readFile('catalog/it-novum.yaml', 'utf8');
    await writeFile(sold, text.replace('maxSatellites: 0', 'maxSatellites: 1'));
    // One way alone: between two the catalog may change.
    const server = await startTestServer(
      undefined,
      { ...target, close: () => Promise.resolve() },
      {},
      graphqlHandler,
    );
    try {
      const client = await server.as('ADMIN');
      const { id } = await order(client, 'it-novum', 'basic');
      const document =
        'query ($id: ID!) { canRegisterSatellite(contractId: $id) { allowedByPlans { code } } }';
      const advised = async () =>
        (await client.request<{ canRegisterSatellite: { allowedByPlans: object[] } }>(document, { id }))
          .canRegisterSatellite.allowedByPlans;
      let isLoading = true;
      const loading = run('load', sold).finally(() => (isLoading = false));
      while (isLoading) await Promise.all([advised(), sleep(20)]);
      expect(await loading).toMatchObject({ exitCode: 0 });
      expect(await advised()).toContainEqual({ code: 'basic' });
    } finally {
      await server.close();
    }
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
