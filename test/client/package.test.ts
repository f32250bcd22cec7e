import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ambit-client-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Packs a package of this repository as npm would publish it; returns the path of the file. */
async function pack(source: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }];
  return join(folder, filename);
}

it('installs from its file into an empty project, without a network, and runs there', async () => {
  const packed = [
    await pack('client'),
    await pack('node_modules/graphql'),
    await pack('node_modules/@graphql-typed-document-node/core'),
  ];
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "name": "project", "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...packed], { cwd: project });
  const script = `
    import { OpenIncidentDocument } from '@ambit/client/documents';
    import { ambitFetch } from '@ambit/client/fetch';
    import { eachNode } from '@ambit/client/pages';
    import { accepted } from '@ambit/client/refusals';
    import { verifyEvent } from '@ambit/client/events';
    import { apolloCacheOptions } from '@ambit/client/apollo';
    import { urqlCacheOptions } from '@ambit/client/urql';
    const all = [ambitFetch, eachNode, accepted, verifyEvent, apolloCacheOptions, urqlCacheOptions];
    console.log(OpenIncidentDocument.kind, all.every((each) => typeof each === 'function'));`;
  await writeFile(join(project, 'first.mjs'), script);
  expect((await run('node', ['first.mjs'], { cwd: project })).stdout).toBe('Document true\n');
  const typed = `
    import { ContractsQuery } from '@ambit/client/documents';
    import { eachNode } from '@ambit/client/pages';
    export const numberOf = ({ contracts }: ContractsQuery): string | undefined => contracts?.nodes[0]?.number;
    // @ts-expect-error a list is not read by a number
    eachNode(1);`;
  await writeFile(join(project, 'typed.mts'), typed);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
  const compiler = resolve('node_modules/typescript7/bin/tsc');
  await run('node', [compiler, ...options, 'typed.mts'], { cwd: project });
});
