import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What breaks, stops or upgrades something while others go on: folders and tests of `test/`. */
const PARTS = [
  'faults',
  'backup',
  'billing/closed-month',
  'billing/feed-walk',
  'boot/demo-starts',
  'boot/newer-schema',
  'boot/stop',
  'boot/stop-on-signal',
  'boot/stop-through-npm',
  'database/embedded/start-embedded-postgres',
  'database/embedded/two-servers',
  'database/migrate',
  'database/schema-guard',
  'events/faults',
  'events/webhook-kills',
  'platform/database-clock',
  'platform/hosts',
  'platform/transactions/idempotency-after-kill',
  'upgrade',
];

/** With fewer kills than the long form, so that all of it takes 20 minutes at most on two cores; `AMBIT_KILLS=100` for more. */
const SETTINGS = { AMBIT_LONG: '1', AMBIT_UPGRADE: '1', AMBIT_SOAK_MINUTES: '8', AMBIT_KILLS: '10' };

const paths = PARTS.map((part) => [`test/${part}`, `test/${part}.test.ts`].find((path) => existsSync(path)));
if (paths.includes(undefined)) throw new Error(`There is no test/${PARTS[paths.indexOf(undefined)]}.`);

const only = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', ...(only.length > 0 ? only : paths)],
  { stdio: 'inherit', env: { ...SETTINGS, ...process.env } },
);
process.exitCode = status ?? 1;
