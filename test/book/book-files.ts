import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of files to bring in, which a test writes and throws away. */
export class BookFolder {
  private constructor(readonly path: string) {}

  static async make(): Promise<BookFolder> {
    return new BookFolder(await mkdtemp(join(tmpdir(), 'ambit-book-')));
  }

  async write(name: string, content: string | Buffer): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, content);
    return path;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}

export const HEADS = {
  customers: 'number,name,region,language,is_partner,partner_number',
  contracts: 'number,customer_number,provider,plan,plan_version,order_received_at,activates_on,term_months',
  contacts: 'contract_number,name,email,phone,since',
  satellites: 'contract_number,name,since',
  usage: 'contract_number,year_from,incidents,included_blocks',
  notices: 'contract_number,party,received_at,ends_on,reason',
  changes: 'contract_number,plan,plan_version,effective_on',
  suspensions: 'contract_number,since,reason',
  blocks: 'contract_number,ordered_at,blocks,list_price_per_hour,currency,discount_percent',
} as const;

/** A CSV of a kind with these lines. */
export function csv(kind: keyof typeof HEADS, ...lines: readonly string[]): string {
  return [HEADS[kind], ...lines, ''].join('\n');
}
