import { readFile } from 'node:fs/promises';
import { MailTemplate, readTemplate, templateKey, writeMail } from '../../src/events/domain/mail-template';
import { mailValues, messageOf } from '../../src/events/domain/mail-values';
import { nextOf } from '../../src/events/domain/mail-outcome';

const KEY = 'en/incident.received';
const templateOf = (text: string) => {
  const read = readTemplate(KEY, text);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

it.each([
  ['no subject', 'Dear {{name}}', 'must begin with a line "Subject: …"'],
  [
    'a subject without the reference',
    'Subject: Hello\n\nDear {{name}}',
    'must have {{reference}} in its subject',
  ],
  [
    'a placeholder of another message',
    'Subject: {{reference}}\n\nUntil {{closesAt}}',
    'has {{closesAt}}; this message knows',
  ],
  ['a misspelt placeholder', 'Subject: {{reference}}\n\n{{Name}}', 'has {{Name}}'],
  ['no text', 'Subject: {{reference}}\n\n  \n', 'must begin with a line "Subject: …"'],
])('a template with %s is refused with what it needs', (_name, text, fault) => {
  expect(readTemplate(KEY, text)).toContain(fault);
});

it('a line that names a value which is not there is left out, and its paragraph where nothing is left of it', () => {
  const template = templateOf(
    'Subject: {{reference}}\n\nDear {{name}},\n\nDue: {{responseDueAt}}\n\nImpact: {{impact}}\nDue: {{responseDueAt}}\n',
  );
  const { text } = writeMail(template, 'EN', {
    reference: 'INC-1',
    name: 'Ada',
    impact: 'low',
    responseDueAt: null,
  });
  expect(text).toBe('Dear Ada,\n\nImpact: low\n');
});

it('a value is escaped in HTML and begins no line anywhere', () => {
  const template = templateOf('Subject: {{reference}} & {{name}}\n\nDear {{name}} <us>,\nbye\n');
  const name = `Ada\r\nBcc: all@example.com\u2028<b onclick="x">'&`;
  const mail = writeMail(template, 'DE', { reference: 'INC-1', name });
  expect(mail.subject).toBe(`INC-1 & Ada Bcc: all@example.com <b onclick="x">'&`);
  expect(mail.text).toBe(`Dear Ada Bcc: all@example.com <b onclick="x">'& <us>,\nbye\n`);
  expect(mail.html).toContain('<html lang="de">');
  expect(mail.html).toContain(
    '<p>Dear Ada Bcc: all@example.com &lt;b onclick=&quot;x&quot;&gt;&#39;&amp; &lt;us&gt;,<br>\nbye</p>',
  );
});

it('a value that looks like a placeholder is not filled', () => {
  const template = templateOf('Subject: {{reference}}\n\nDear {{name}} of {{provider}}\n');
  expect(writeMail(template, 'EN', { reference: 'R', name: '{{provider}}', provider: 'P' }).text).toBe(
    'Dear {{provider}} of P\n',
  );
});

const FACTS = { name: 'Ada', provider: 'it-novum', contract: 'K-1', timeZone: 'Europe/Berlin' };

it.each([
  ['EN', 'Friday, 3 April 2026, 16:30 (GMT+2)', 'critical'],
  ['DE', 'Freitag, 3. April 2026, 16:30 Uhr (MESZ)', 'kritisch'],
] as const)(
  'a mail in %s tells instants on the clock of the contract, and impacts by their word',
  (language, due, impact) => {
    const event = {
      type: 'incident.received',
      recordedAt: new Date('2026-04-03T10:00:00Z'),
      data: { impact: 'CRITICAL', responseDueAt: '2026-04-03T14:30:00.000Z' },
    };
    expect(mailValues(event, { ...FACTS, language })).toMatchObject({
      responseDueAt: due,
      impact,
      closesAt: null,
      recordedAt: null,
    });
  },
);

it.each([
  ['EN', 'This was recorded on Saturday, 4 April 2026, 09:00 (GMT+2).'],
  ['DE', 'Erfasst wurde das am Samstag, 4. April 2026, 09:00 Uhr (MESZ).'],
] as const)(
  'a mail in %s of a first response that was entered later says when, and of one that was entered at once does not',
  async (language, line) => {
    const key = templateKey(language, 'incident.responded');
    const template = readTemplate(key, await readFile(`mail/${key}.txt`, 'utf8')) as MailTemplate;
    const written = (recordedAt: string) => {
      const data = { reference: 'INC-1', respondedAt: '2026-04-03T14:30:10.000Z' };
      const event = { type: 'incident.responded', data, recordedAt: new Date(recordedAt) };
      return writeMail(template, language, mailValues(event, { ...FACTS, language })).text.split('\n');
    };
    expect(written('2026-04-04T07:00:00Z')).toContain(line);
    const atOnce = written('2026-04-03T14:30:50Z');
    expect(atOnce.join()).not.toMatch(/recorded|Erfasst/);
    expect(atOnce).toEqual(written('2026-04-04T07:00:00Z').filter((each) => each !== line));
  },
);

it('a mail about an appointment has the contract in its subject, and knows no incident', () => {
  const key = 'de/consulting.cancelled_by_notice';
  expect(readTemplate(key, 'Subject: {{reference}}\n\nText')).toContain('must have {{contract}}');
  expect(readTemplate(key, 'Subject: {{contract}}\n\n{{reference}}')).toContain('has {{reference}}');
  expect(readTemplate(key, 'Subject: {{contract}}\n\n{{startsAt}}')).toMatchObject({ body: '{{startsAt}}' });
});

it('an appointment is told by mail where a notice cancelled it, and only then', () => {
  const cancelled = (byNotice?: boolean) => messageOf({ type: 'consulting.cancelled', data: { byNotice } });
  expect([cancelled(true), cancelled(false), cancelled()]).toEqual([
    'consulting.cancelled_by_notice',
    null,
    null,
  ]);
});

it('an incident that closed for want of an answer has a message of its own', () => {
  const closed = (byItself: boolean) => messageOf({ type: 'incident.closed', data: { byItself } });
  expect([closed(true), closed(false)]).toEqual(['incident.closed_by_itself', 'incident.closed']);
});

it('a mail that is deferred is tried nine times within two days, the later the rarer, and then given up', () => {
  const after: number[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const next = nextOf({ kind: 'DEFERRED', code: '451' }, attempt, 0);
    if (next.status !== 'PENDING') {
      expect([attempt, next.status]).toEqual([9, 'FAILED']);
      break;
    }
    after.push(next.afterMs / 60_000);
  }
  expect(after).toEqual([1, 5, 15, 60, 180, 360, 720, 1_440]);
  expect(nextOf({ kind: 'DEFERRED', code: '451' }, 1, 1)).toEqual({ status: 'PENDING', afterMs: 72_000 });
});

it('what may have been sent is not sent again', () => {
  expect(nextOf({ kind: 'UNKNOWN', code: 'X' }, 1, 0).status).toBe('FAILED');
  expect(nextOf({ kind: 'BOUNCED', code: '550' }, 1, 0).status).toBe('BOUNCED');
  expect(nextOf({ kind: 'SENT' }, 1, 0).status).toBe('SENT');
});
