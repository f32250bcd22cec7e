import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { firstCustomerId } from '../../src/customers/persistence/customers';
import { Role } from '../../src/shared/domain/caller';
import { makeKey } from '../support/make-key';
import { PlainServer } from '../support/plain-server';
import { clientFor } from '../support/test-server';
import { demoIds } from './demo-ids';
import { PageExample } from './page-examples';
import { Placeholders } from './placeholders';

/** `npm run NAME -- …` without the build before it, which other tests are reading. */
const NPM = `npm() { command=$2; shift 2; [ "$1" = -- ] && shift; node ${process.cwd()}/dist/program/cli/$command.js "$@"; }`;
/** What pages call the addresses of the program and of its metrics. */
const ADDRESS = 'http://127.0.0.1:4000';
const METRICS_ADDRESS = 'http://127.0.0.1:9464';

export interface Addresses {
  readonly program: string;
  readonly metrics?: string;
}

/** Sends what a page shows to a server with the data of the demo, in the order of the page. */
export class DemoPage {
  private readonly placeholders: Placeholders;
  private readonly home: Promise<string>;

  constructor(
    private readonly demo: PlainServer,
    private readonly addresses: Addresses = { program: new URL(demo.url).origin },
    private readonly usualRole: Role = 'ADMIN',
  ) {
    this.placeholders = new Placeholders(demoIds(clientFor(demo.url, demo.key)));
    this.home = mkdtemp(join(tmpdir(), 'ambit-page-'));
  }

  /** Fails where something else comes back than the page shows. */
  async compare(example: PageExample): Promise<void> {
    if (example.language === 'sh') {
      const output = await this.run(example);
      return expect(output).toMatch(await this.placeholders.expectedOutput(example.answer, output));
    }
    const come = await this.ask(example);
    expect(come).toEqual(await this.placeholders.expected(JSON.parse(example.answer), come));
  }

  async close(): Promise<void> {
    await rm(await this.home, { recursive: true });
  }

  private async ask(example: PageExample): Promise<unknown> {
    const variables = JSON.parse(await this.placeholders.fillIn(example.variables ?? '{}')) as object;
    return clientFor(`${this.addresses.program}/graphql`, await this.keyFor(example)).request(
      example.sent,
      variables,
    );
  }

  private async run(example: PageExample): Promise<string> {
    const text = (await this.placeholders.fillIn(example.sent))
      .replaceAll(ADDRESS, this.addresses.program)
      .replaceAll(METRICS_ADDRESS, this.addresses.metrics ?? METRICS_ADDRESS);
    const env = {
      PATH: process.env.PATH,
      HOME: await this.home,
      DATABASE_URL: this.demo.databaseUrl,
      AMBIT_KEY: await this.keyFor(example),
    };
    const { stdout } = await promisify(execFile)('sh', ['-ec', `${NPM}\n${text}`], { env });
    return stdout;
  }

  private async keyFor({ role, customer }: PageExample): Promise<string> {
    const { database, keys } = this.demo;
    if (customer === null) return keys[role ?? this.usualRole];
    const customerId = await firstCustomerId(database.sql, customer);
    return makeKey(database, { name: `key of ${customer}`, role: 'CUSTOMER', customerId });
  }
}
