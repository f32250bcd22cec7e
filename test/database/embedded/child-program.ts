import { startEmbeddedPostgres } from '../../../src/database/embedded/start-embedded-postgres';

/** What the program tells on its output, as one line of JSON. */
export type ChildReport =
  { readonly url: string; readonly owner: boolean } | { readonly error: string; readonly message: string };

/** Starts PostgreSQL on the directory that it is given, tells how that went and then does as it is told. */
async function main(dataDir: string): Promise<void> {
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    report({ url: postgres.url, owner: postgres.owner });
    process.stdin.on('data', (order) => obey(order.toString(), () => postgres.stop()));
  } catch (error) {
    if (error instanceof Error) report({ error: error.name, message: error.message });
  }
}

function report(line: ChildReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function obey(order: string, stop: () => Promise<void>): void {
  if (order === 'throw') throw new Error('as I was told');
  if (order === 'exit') process.exit(0);
  if (order === 'leave') process.stdin.destroy();
  if (order === 'stop') void stop().then(() => process.stdin.destroy());
}

void main(process.argv[2] ?? '');
