import { CASE_ROLES } from '../cases/question';
import { ApiKeys, Role } from '../load/running-server';
import { runProcess } from '../machine/own-processes';

const PATIENCE_MS = 60_000;

/** Makes a key for each role that asks, by the command that users make theirs with. */
export async function makeKeys(databaseUrl: string): Promise<ApiKeys> {
  const keys: Partial<Record<Role, string>> = {};
  for (const role of new Set(Object.values(CASE_ROLES))) {
    const command = [process.execPath, 'dist/program/cli/keys.js', 'create', '--role', role] as const;
    const output = await runProcess([...command], { DATABASE_URL: databaseUrl }, PATIENCE_MS);
    keys[role] = output.trim();
  }
  return keys as ApiKeys;
}
