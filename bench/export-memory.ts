import 'reflect-metadata';
import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiKey } from '../src/access/use-cases/create-api-key';
import { dataSourceFor } from '../src/boot/data-source';
import { readEnvironment } from '../src/boot/environment';
import { loadCatalogFiles } from '../src/catalog/use-cases/load-catalog-files';
import { migrate } from '../src/database/migrate';
import { Database, databaseOver } from '../src/platform/transactions/database';

/*
 * How much memory an export of a million rows takes: of the command, and of a server that answers it over HTTP. Reads
 * the peak of each process from /proc, so Linux only. Wants an empty database of its own, which it fills.
 * `npm run build && npm run build:bench`, then: DATABASE_URL=postgres://…/scratch node dist/bench/export-memory.js
 */

const ROWS = 1_000_000;
const CONTRACTS = 10_000;
const PERIOD = { from: '2025-01-01', to: '2027-01-01' };

/** As the script `export` of package.json starts it. */
const HEAP = ['--max-old-space-size=128'];

const FILL = [
  `INSERT INTO customers (number, number_folded, name, name_folded, region, is_partner) SELECT 'C-' || n, 'c-' || n, 'Customer ' || n, 'customer ' || n, 'EUROPE', false FROM generate_series(1, ${CONTRACTS}) n`,
  `INSERT INTO contracts (number, number_folded, customer_id, provider_id, plan_id, order_received_at, recorded_at, ordered_on, activates_on, time_zone, term_months, additional_blocks_ordered)
   SELECT 'K-' || c.id, 'k-' || c.id, c.id, (SELECT id FROM providers WHERE code = 'it-novum'), (SELECT min(id) FROM plans), '2025-01-01', '2025-01-01', '2025-01-01', '2025-01-31', 'Europe/Berlin', 12, ${ROWS / CONTRACTS}
   FROM customers c`,
  `INSERT INTO consulting_orders (contract_id, plan_id, blocks, list_price_minor, currency, discount_percent, ordered_at)
   SELECT c.id, (SELECT min(id) FROM plans), ${ROWS / CONTRACTS}, 15000, 'EUR', 5, '2025-02-01' FROM contracts c`,
  `INSERT INTO consulting_events (position, kind, contract_id, customer_id, plan_id, contract_year, source, order_id, hours,
     list_price_minor, net_amount_minor, currency, discount_percent, occurred_at, latest_occurred_at, recorded_at, actor)
   SELECT n, 'ORDERED', o.contract_id, c.customer_id, o.plan_id, 1, 'ADDITIONAL', o.id, 4, 15000, 57000, 'EUR', 5,
     t.at, t.at, t.at, 'benchmark'
   FROM generate_series(1, ${ROWS}) n CROSS JOIN LATERAL (SELECT timestamptz '2025-02-01' + n * interval '50 seconds' AS at) t
     JOIN consulting_orders o ON o.id = 1 + n % ${CONTRACTS}
     JOIN contracts c ON c.id = o.contract_id ORDER BY n`,
  'ANALYZE',
];

async function main(): Promise<void> {
  const settings = { ...readEnvironment(), DATABASE_STATEMENT_TIMEOUT_MS: 600_000 };
  if (settings.DATABASE_URL === undefined) throw new Error('DATABASE_URL must name an empty database');
  const dataSource = await dataSourceFor(settings.DATABASE_URL, settings).initialize();
  await migrate(dataSource);
  const database = databaseOver(dataSource);
  await loadCatalogFiles(database, settings.CATALOG_DIR, new Date());
  await fill(database);
  const key = await createApiKey(
    database,
    { name: 'benchmark', role: 'BILLING', customerId: null },
    new Date(),
  );
  await dataSource.destroy();
  await measureCommand();
  await measureServer(key);
}

async function fill({ sql }: Database): Promise<void> {
  const count =
    'SELECT (SELECT count(*) FROM consulting_events) AS rows, (SELECT count(*) FROM customers) AS customers';
  const [found] = await sql.rows<{ rows: string; customers: string }>(count);
  if (Number(found!.rows) === ROWS) return;
  if (Number(found!.customers) > 0) throw new Error('the database is not empty: name one that holds nothing');
  for (const text of FILL) await sql.rows(text);
}

async function measureCommand(): Promise<void> {
  const file = join(tmpdir(), `ambit-export-${process.pid}.csv`);
  const period = ['--from', PERIOD.from, '--to', PERIOD.to, '--out', file];
  const child = spawn(
    process.execPath,
    [...HEAP, 'dist/program/cli/export.js', 'consulting-usage', ...period],
    {
      stdio: 'inherit',
    },
  );
  const peak = watchPeak(child);
  const start = performance.now();
  await new Promise((resolve) => child.once('exit', resolve));
  report('the command', peak(), start, (await stat(file)).size);
}

async function measureServer(key: string): Promise<void> {
  const child = spawn(process.execPath, ['--max-semi-space-size=32', 'dist/program/main.js'], {
    env: { ...processEnvironment(), PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /Ambit answers at (\S+)\/graphql/.exec(chunk.toString());
      if (found) resolve(found[1]!);
    });
  });
  const peak = watchPeak(child);
  process.stdout.write(`the server at rest: ${megabytes(memoryOf(child.pid!))}\n`);
  const start = performance.now();
  const query = `from=${PERIOD.from}&to=${PERIOD.to}`;
  const response = await fetch(`${url}/billing/consulting-usage.csv?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  let bytes = 0;
  for await (const chunk of response.body!) bytes += (chunk as Uint8Array).length;
  report('the server', peak(), start, bytes);
  child.kill('SIGTERM');
}

// eslint-disable-next-line no-restricted-properties
const processEnvironment = () => process.env;

/** The highest memory of a process while it lives, asked for every 20 milliseconds; the answer is in kilobytes. */
function watchPeak(child: ChildProcess): () => number {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid!))), 20);
  child.once('exit', () => clearInterval(timer));
  return () => peak;
}

/** The peak of a process so far, as the kernel keeps it. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function megabytes(kilobytes: number): string {
  return `${(kilobytes / 1024).toFixed(0)} MB`;
}

function report(what: string, peak: number, start: number, bytes: number): void {
  const seconds = (performance.now() - start) / 1000;
  const size = (bytes / 1_000_000).toFixed(0);
  process.stdout.write(
    `${what}: peak ${megabytes(peak)}, ${ROWS.toLocaleString('en')} rows, ${size} MB in ${seconds.toFixed(1)} s\n`,
  );
}

void main();
