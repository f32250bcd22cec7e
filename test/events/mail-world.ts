import { GraphQLClient } from 'graphql-request';
import { readMailTemplates } from '../../src/boot/read-mail-templates';
import { smtpSender } from '../../src/boot/smtp';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { startConsumer } from '../../src/events/persistence/event-consumers';
import { MAIL_CONSUMER, queueMails } from '../../src/events/use-cases/queue-mails';
import { sendMails, SendMailsParts } from '../../src/events/use-cases/send-mails';
import { MailServer, startMailServer } from '../support/mail-server';
import { TestClock } from '../support/test-clock';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

export const FROM = { name: 'Support', address: 'support@example.com' };

/** A server, what mails for it, and a mail server that takes the mails; each test mails by itself. */
export class MailWorld {
  readonly clock = new TestClock('2026-06-08T08:00:00Z');
  /** What became of mails that are done with. */
  readonly ended: string[] = [];
  target!: TestDatabase;
  admin!: GraphQLClient;
  mailServer!: MailServer;
  mailing!: SendMailsParts;
  private server!: TestServer;

  async start(databaseName: string): Promise<void> {
    this.target = await freshDatabase(databaseName);
    this.server = await startTestServer(this.clock, this.target);
    this.admin = await this.server.as('ADMIN');
    this.mailServer = await startMailServer();
    const database = await this.target.asProgram();
    await startConsumer(database.sql, MAIL_CONSUMER);
    this.mailing = {
      database,
      catalog: new Catalog(database),
      clock: this.clock,
      templates: await readMailTemplates({ MAIL_TEMPLATES: undefined }),
      send: smtpSender(this.mailServer.url, FROM),
      noteMail: (outcome) => this.ended.push(outcome),
      random: () => 0,
      isStopped: () => false,
    };
  }

  async stop(): Promise<void> {
    await this.mailServer.close();
    await this.server.close();
  }

  /** Sends what is left of the test before, and forgets it. */
  async forget(): Promise<void> {
    await this.sendAll();
    this.mailServer.received.length = 0;
    this.mailServer.replies = {};
    this.ended.length = 0;
  }

  pass(ms: number): void {
    this.clock.moveTo(new Date(this.clock.now().getTime() + ms));
  }

  async sendAll(): Promise<void> {
    await queueMails(this.mailing.database, this.clock.now(), true);
    await sendMails(this.mailing);
  }

  /** Of the mails that were received. */
  subjects(): string[] {
    return this.mailServer.received.map(({ source }) =>
      decoded(/^Subject: ((?:.|\r\n )*)\r\n/m.exec(source)![1]!),
    );
  }
}

function decoded(header: string): string {
  return header
    .replace(/\r\n /g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_whole, text: string) =>
      Buffer.from(
        text
          .replaceAll('_', ' ')
          .replace(/=([0-9A-F]{2})/g, (_byte, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString(),
    );
}
