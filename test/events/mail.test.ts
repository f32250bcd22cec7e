import { GraphQLClient } from 'graphql-request';
import { smtpSender } from '../../src/boot/smtp';
import { MAILED_TYPES } from '../../src/events/domain/mail-template';
import { eventsAfter } from '../../src/events/persistence/events';
import { mailBacklog } from '../../src/events/persistence/mails';
import { MAIL_CONSUMER, queueMails } from '../../src/events/use-cases/queue-mails';
import { sendMails, SendMailsParts } from '../../src/events/use-cases/send-mails';
import { closeUnanswered } from '../../src/incidents/use-cases/close-unanswered';
import { tellDueIncidents } from '../../src/incidents/use-cases/tell-due-incidents';
import { accepted, IncidentNode, open, step } from '../incidents/incidents';
import { contactNamed, createCustomer, order } from '../support/builders';
import { expectFollowsItsType } from '../support/follows-its-type';
import { MailServer } from '../support/mail-server';
import { TestDatabase } from '../support/test-database';
import { FROM, MailWorld } from './mail-world';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const world = new MailWorld();
const { clock, ended } = world;
const pass = (ms: number) => world.pass(ms);
const sendAll = () => world.sendAll();
const subjects = () => world.subjects();
let target: TestDatabase;
let admin: GraphQLClient;
let mailServer: MailServer;
let mailing: SendMailsParts;

beforeAll(async () => {
  await world.start('mail');
  ({ target, admin, mailServer, mailing } = world);
});
afterAll(() => world.stop());
beforeEach(() => world.forget());

async function incidentOf(language = 'EN', contact: object = contactNamed('Ada')): Promise<IncidentNode> {
  const customerId = await createCustomer(admin, { language });
  const orderReceivedAt = '2026-04-01T08:00:00Z';
  const contract = await order(admin, 'it-novum', 'premium', {
    customerId,
    orderReceivedAt,
    contacts: [contact],
  });
  return accepted(open(admin, contract));
}

const statusOf = async ({ reference }: IncidentNode) => {
  const rows = await target.database.sql.rows<{ status: string }>(
    'SELECT m.status FROM mails m JOIN incidents i ON i.id = m.incident_id WHERE i.reference = $1 ORDER BY m.id',
    [reference],
  );
  return rows.map(({ status }) => status).join(' ');
};

const mailEvents = async ({ reference }: IncidentNode) => {
  const types = ['mail.not_sent', 'mail.bounced', 'mail.failed'];
  const events = await eventsAfter(target.database.sql, '0', { types }, 1_000);
  for (const event of events) expectFollowsItsType(event);
  return events
    .filter(({ data }) => data['reference'] === reference)
    .map(({ type, data }) => [type, data['message'], data['code']]);
};

it('everything that Domain section 4 tells the customer is mailed to the named contact, in order and once each', async () => {
  const incident = await incidentOf();
  const { id, reference } = incident;
  await accepted(step(admin, 'correctIncident', id, { impact: 'LOW', reason: 'One user only.' }));
  await accepted(step(admin, 'recordFirstResponse', id));
  await accepted(step(admin, 'escalateIncident', id, { note: 'Handed on.' }));
  await accepted(step(admin, 'awaitCustomer', id, { note: 'Which log?' }));
  pass(36 * DAY_MS);
  await tellDueIncidents(mailing.database, clock.now());
  pass(7 * DAY_MS);
  await closeUnanswered(mailing.database, clock.now());
  await sendAll();
  await sendAll();
  expect(subjects()).toEqual([
    `${reference}: we have received your request`,
    `${reference}: impact corrected`,
    `${reference}: first response`,
    `${reference}: passed to support line 2`,
    `${reference}: we need an answer from you`,
    `${reference}: will be closed without an answer`,
    `${reference}: closed without an answer`,
  ]);
  expect(mailServer.received.map(({ to }) => to)).toEqual(
    Array.from({ length: 7 }, () => ['ada@example.com']),
  );
  const resolved = await incidentOf();
  for (const [mutation, fields] of [
    ['recordFirstResponse', {}],
    ['resolveIncident', { note: 'Fixed.' }],
    ['closeIncident', {}],
  ] as const)
    await accepted(step(admin, mutation, resolved.id, fields));
  const voided = await incidentOf();
  await accepted(step(admin, 'voidIncident', voided.id, { reason: 'Twice.' }));
  mailServer.received.length = 0;
  await sendAll();
  expect(
    subjects()
      .map((subject) => subject.split(': ')[1])
      .sort(),
  ).toEqual([
    'closed',
    'first response',
    'resolved',
    'we have received your request',
    'we have received your request',
    'withdrawn',
  ]);
});

it('every type of event that is mailed is one that a test here saw', () => {
  expect(MAILED_TYPES.filter((type) => type !== 'consulting.cancelled').sort()).toEqual(
    [
      'received',
      'responded',
      'question_asked',
      'escalated',
      'resolved',
      'closing_soon',
      'closed',
      'voided',
      'impact_corrected',
    ]
      .map((type) => `incident.${type}`)
      .sort(),
  );
});

it('a customer who is written to in German gets German, as text and as HTML', async () => {
  const incident = await incidentOf('DE', { name: 'Ädä <b>', email: 'a@example.com', phone: '1' });
  await sendAll();
  expect(subjects()).toEqual([`${incident.reference}: Ihre Anfrage ist eingegangen`]);
  const { source } = mailServer.received[0]!;
  const text = source.replaceAll('=\r\n', '').replaceAll('=C3=84', 'Ä').replaceAll('=C3=A4', 'ä');
  expect(text).toContain('Guten Tag Ädä <b>,');
  expect(text).toContain('<p>Guten Tag Ädä &lt;b&gt;,</p>');
  expect(source).toContain('From: Support <support@example.com>');
  expect(source).toContain('Auto-Submitted: auto-generated');
});

it('two processes that mail at the same time send each mail once', async () => {
  const incidents = await Promise.all(Array.from({ length: 6 }, () => incidentOf()));
  const other = { ...mailing, database: target.database };
  await Promise.all(
    [mailing, other, mailing, other].map((parts) => queueMails(parts.database, clock.now(), true, 2)),
  );
  await Promise.all([mailing, other].map((parts) => sendMails(parts)));
  expect(subjects().sort()).toEqual(
    incidents.map(({ reference }) => `${reference}: we have received your request`).sort(),
  );
});

it('a mail that the server defers is tried again later, before the next one of its incident, until it is taken', async () => {
  const incident = await incidentOf();
  await accepted(step(admin, 'recordFirstResponse', incident.id));
  mailServer.replies = { recipient: 451 };
  await sendAll();
  mailServer.replies = {};
  await sendAll();
  expect([await statusOf(incident), subjects()]).toEqual(['PENDING PENDING', []]);
  pass(MINUTE_MS);
  await sendAll();
  expect([await statusOf(incident), subjects().length, ended]).toEqual(['SENT SENT', 2, ['SENT', 'SENT']]);
});

it('a mail server that is not there loses no mail, and a mail that it never takes is given up with an event', async () => {
  const incident = await incidentOf();
  const away = { ...mailing, send: smtpSender('smtp://127.0.0.1:1', FROM) };
  await queueMails(mailing.database, clock.now(), true);
  for (let tries = 0; tries < 9; tries += 1) {
    expect([tries, await statusOf(incident)]).toEqual([tries, 'PENDING']);
    await sendMails(away);
    pass(2 * DAY_MS);
  }
  expect(await statusOf(incident)).toBe('FAILED');
  expect(await mailEvents(incident)).toEqual([['mail.failed', 'incident.received', 'ESOCKET']]);
});

it.each([
  ['of its recipient', { recipient: 550 }, '550'],
  ['of its text', { data: 554 }, '554'],
])(
  'a mail that is refused for good because %s is told by an event, and not tried again',
  async (_name, replies, code) => {
    const incident = await incidentOf();
    mailServer.replies = replies;
    await sendAll();
    mailServer.replies = {};
    pass(2 * DAY_MS);
    await sendAll();
    expect([await statusOf(incident), subjects(), ended]).toEqual(['BOUNCED', [], ['BOUNCED']]);
    expect(await mailEvents(incident)).toEqual([['mail.bounced', 'incident.received', code]]);
  },
);

it('a mail of which the server said nothing after it had it is not sent twice', async () => {
  const incident = await incidentOf();
  mailServer.replies = { hangsUp: true };
  await sendAll();
  mailServer.replies = {};
  pass(2 * DAY_MS);
  await sendAll();
  expect([await statusOf(incident), subjects().length]).toEqual(['FAILED', 1]);
  expect((await mailEvents(incident)).map(([type]) => type)).toEqual(['mail.failed']);
});

it('a mail whose process ended while it sent it is given up, and told by an event', async () => {
  const incident = await incidentOf();
  const dying = { ...mailing, send: () => Promise.reject(new Error('the process ended')) };
  await queueMails(mailing.database, clock.now(), true);
  await expect(sendMails(dying)).rejects.toThrow('the process ended');
  await sendAll();
  expect(await statusOf(incident)).toBe('SENDING');
  pass(11 * MINUTE_MS);
  await sendAll();
  expect([await statusOf(incident), subjects()]).toEqual(['FAILED', []]);
  expect(await mailEvents(incident)).toEqual([['mail.failed', 'incident.received', 'NO_OUTCOME']]);
});

it('the backlog counts what is queued, and is as old as the oldest event that is still to be told, queued or not', async () => {
  const backlog = () => mailBacklog(target.database.sql, clock.now(), MAIL_CONSUMER, MAILED_TYPES);
  expect(await backlog()).toEqual({ unsent: 0, seconds: 0 });
  const incident = await incidentOf();
  pass(MINUTE_MS);
  expect(await backlog()).toEqual({ unsent: 0, seconds: 60 });
  mailServer.replies = { recipient: 451 };
  await sendAll();
  await accepted(step(admin, 'recordFirstResponse', incident.id));
  expect(await backlog()).toEqual({ unsent: 1, seconds: 60 });
  mailServer.replies = {};
  pass(2 * MINUTE_MS);
  await sendAll();
  expect(await backlog()).toEqual({ unsent: 0, seconds: 0 });
});

it('without a mail server nothing is sent, an event says so, and nothing of it is sent later', async () => {
  const incident = await incidentOf();
  await queueMails(mailing.database, clock.now(), false);
  await sendAll();
  expect([await statusOf(incident), subjects()]).toEqual(['NOT_SENT', []]);
  expect(await mailEvents(incident)).toEqual([['mail.not_sent', 'incident.received', undefined]]);
});

it('neither a name nor an address adds a header or a recipient', async () => {
  const incident = await incidentOf();
  const change = (name: string, email: string) =>
    target.database.sql.rows(
      'UPDATE named_contacts SET name = $1, email = $2 WHERE id = (SELECT contact_id FROM incidents WHERE reference = $3)',
      [name, email, incident.reference],
    );
  await change('Ada\r\nBcc: all@example.com', 'ada@example.com');
  await sendAll();
  expect(mailServer.received[0]!.to).toEqual(['ada@example.com']);
  expect(mailServer.received[0]!.source.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
  await change('Ada', 'ada@example.com>\r\nRCPT TO:<all@example.com');
  await accepted(step(admin, 'recordFirstResponse', incident.id));
  await sendAll();
  expect(mailServer.received).toHaveLength(1);
  expect(await mailEvents(incident)).toEqual([['mail.bounced', 'incident.responded', 'INVALID_ADDRESS']]);
});
