import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { CommandError } from '../src/boot/explain-failure';

/** The folder whose packages nobody but the benchmark needs. Found from the project's folder, where npm starts programs. */
export const PEERS = resolve('bench/peers');

/** Loads a package of `bench/peers`. Throws CommandError where they are not installed. */
export function requireFromPeers<T>(name: string): T {
  try {
    return createRequire(resolve(PEERS, 'package.json'))(name) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new CommandError(`${name} is not installed. Once: npm ci --prefix bench/peers`);
  }
}
