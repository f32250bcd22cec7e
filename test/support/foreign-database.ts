import { Client } from 'pg';

/** The address of a database, changed in some part. */
export function addressWith(url: string, change: (address: URL) => void): string {
  const address = new URL(url);
  change(address);
  return address.toString();
}

/** Runs one statement on a database that another process serves. */
export async function queryDatabase<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
