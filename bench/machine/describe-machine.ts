import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { PEERS } from '../require-from-peers';
import { Machine } from '../report/result';
import { PINS_CORES } from './cores';

export function describeMachine(): Omit<Machine, 'loadBefore' | 'loadAfter'> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
    pinsCores: PINS_CORES,
  };
}

/** Of the minute before. */
export function loadNow(): number {
  return loadavg()[0]!;
}

/** Versions of what takes part, as the packages tell them. */
export function versionsWith(postgres: string): Record<string, string> {
  const versions: Record<string, string> = { Node: process.versions.node, PostgreSQL: postgres };
  for (const name of ['@apollo/server', 'type-graphql', 'graphql', 'graphql-jit', 'fastify', 'pg']) {
    versions[name] = packageVersion(`node_modules/${name}`);
  }
  for (const name of ['postgraphile', 'mercurius', 'node', 'autocannon']) {
    const folder = join(PEERS, 'node_modules', name);
    if (existsSync(folder))
      versions[name === 'node' ? 'Node of PostGraphile' : name] = packageVersion(folder);
  }
  return { ...versions, Ambit: revision() };
}

function packageVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

function revision(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
