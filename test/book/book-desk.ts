import { programRequest } from '../../src/access/use-cases/program-request';
import { BookKind } from '../../src/book/domain/book-columns';
import { BookPlan } from '../../src/book/domain/book-plan';
import { checkFiles } from '../../src/book/use-cases/check-files';
import { importBook, WriteBatch } from '../../src/book/use-cases/import-book';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { Database } from '../../src/platform/transactions/database';
import { TestClock } from '../support/test-clock';
import { startTestServer, TestServer } from '../support/test-server';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { BookFolder, csv } from './book-files';

export const NOW = new Date('2026-06-10T10:00:00Z');

/** Lines of each kind, without their heads. */
export type Content = Partial<Record<BookKind, readonly string[]>>;

export const BOOK: Content = {
  // A customer before its partner.
  customers: [
    'C-2,Kunde AG,EUROPE,DE,,P-1',
    'P-1,Partner GmbH,EUROPE,,true,',
    'C-3,Other Inc,AMERICAS,EN,false,',
  ],
  contracts: [
    'K-1,C-2,it-novum,standard,1,2024-02-10,2024-03-15,12',
    // Long after the order, as it was agreed then.
    'K-2,C-3,op5,premium,1,2023-01-01T09:30:00Z,2023-08-31,24',
    // To come.
    'K-3,C-2,it-novum,premium,1,2026-06-01,2026-07-01,12',
  ],
  contacts: [
    'K-1,Ada Berger,ada@example.com,+49 661 1,',
    'K-1,Ben Carl,ben@example.com,+49 661 2,2025-01-01',
    'K-3,Cy Dorn,cy@example.com,+49 661 3,',
  ],
  satellites: ['K-1,fulda-1,', 'K-1,fulda-2,2025-05-05', 'K-2,oslo,'],
  usage: ['K-1,2026-03-15,7,1'],
};

/** A database of its own, into which a test brings books at one instant. */
export class Desk {
  target!: TestDatabase;
  database!: Database;
  private folder!: BookFolder;
  private server: TestServer | null = null;

  async open(name: string): Promise<void> {
    this.target = await freshDatabase(name);
    this.database = await this.target.asProgram();
    this.folder = await BookFolder.make();
  }

  /** A server over the database, which closes it at the end. */
  async serve(): Promise<TestServer> {
    this.server = await startTestServer(new TestClock(NOW.toISOString()), this.target);
    return this.server;
  }

  async close(): Promise<void> {
    await this.folder.remove();
    await (this.server ?? this.target).close();
  }

  readonly check = async (content: Content): Promise<{ plan: BookPlan; faults: string[] }> => {
    const files: { path: string; kind: BookKind }[] = [];
    for (const [kind, lines] of Object.entries(content) as [BookKind, readonly string[]][])
      files.push({ kind, path: await this.folder.write(`${kind}.csv`, csv(kind, ...lines)) });
    const { plan, faults } = await checkFiles(this.database, new Catalog(this.database), files, NOW);
    const told = faults.map(
      ({ file, line, field, message }) => `${file.split('/').at(-1)} ${line} ${field}: ${message}`,
    );
    return { plan, faults: told };
  };

  readonly faultsOf = async (content: Content): Promise<string[]> => (await this.check(content)).faults;

  readonly bringIn = async (content: Content): Promise<BookPlan> => {
    const { plan, faults } = await this.check(content);
    expect(faults).toEqual([]);
    await importBook(this.writer(), plan, NOW);
    return plan;
  };

  writer(): WriteBatch {
    const request = programRequest(this.database, 'command line (ada)', 'importBook', NOW);
    return (work) => request.write(work);
  }
}

export function useDesk(name: string): Desk {
  const desk = new Desk();
  beforeAll(() => desk.open(name));
  afterAll(() => desk.close());
  return desk;
}
