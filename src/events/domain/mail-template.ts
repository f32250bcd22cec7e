import { Language, LANGUAGES } from '../../customers/domain/language';

/** What every mail can name. */
const OF_ALL = ['name', 'provider', 'contract'] as const;
/** What every mail about an incident can name besides. */
const OF_INCIDENTS = ['reference', 'impact', 'supportLine', 'responseDueAt'] as const;

/** The messages of Domain sections 4 and 6, by the type of the event that is told, and what each can name besides. */
const MESSAGES = {
  'incident.received': [],
  'incident.responded': ['respondedAt', 'recordedAt'],
  'incident.question_asked': ['closesAt'],
  'incident.escalated': [],
  'incident.resolved': [],
  'incident.closing_soon': ['closesAt'],
  'incident.closed': [],
  'incident.closed_by_itself': [],
  'incident.voided': [],
  'incident.impact_corrected': ['previousImpact'],
  'consulting.cancelled_by_notice': ['startsAt'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MailMessage = keyof typeof MESSAGES;
export const MAIL_MESSAGES = Object.keys(MESSAGES) as readonly MailMessage[];

/** Messages for some of the events of a type. */
const OF_SOME: Partial<Record<MailMessage, string>> = {
  'incident.closed_by_itself': 'incident.closed',
  'consulting.cancelled_by_notice': 'consulting.cancelled',
};

/** Types of events of which all or some are told by mail. */
export const MAILED_TYPES: readonly string[] = [
  ...new Set(MAIL_MESSAGES.map((message) => OF_SOME[message] ?? message)),
];

/** The values of a mail by the names of its placeholders; null: there is none. */
export type MailValues = Readonly<Record<string, string | null>>;

export interface MailTemplate {
  readonly subject: string;
  readonly body: string;
}

/** A template for each message in each language, by `templateKey`. */
export type MailTemplates = ReadonlyMap<string, MailTemplate>;

/** Such as `de/incident.received`: the path of its file, without the ending. */
export function templateKey(language: Language, message: MailMessage): string {
  return `${language.toLowerCase()}/${message}`;
}

export const TEMPLATE_KEYS: readonly string[] = LANGUAGES.flatMap((language) =>
  MAIL_MESSAGES.map((message) => templateKey(language, message)),
);

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** The template in a text: the line `Subject: …`, an empty line, the body. Returns what is wrong with it in place of one. */
export function readTemplate(key: string, text: string): MailTemplate | string {
  const found = /^Subject: (.+)\r?\n\r?\n([\s\S]*\S)\s*$/.exec(text);
  if (found === null) return 'must begin with a line "Subject: …", then an empty line, then the text';
  const [subject, body] = [found[1]!.trim(), found[2]!.replaceAll('\r\n', '\n')];
  const message = key.slice(key.indexOf('/') + 1) as MailMessage;
  const isOfIncident = message.startsWith('incident.');
  const needed = isOfIncident ? '{{reference}}' : '{{contract}}';
  if (!subject.includes(needed)) return `must have ${needed} in its subject`;
  const known: readonly string[] = [...OF_ALL, ...(isOfIncident ? OF_INCIDENTS : []), ...MESSAGES[message]];
  const unknown = [...`${subject}${body}`.matchAll(PLACEHOLDER)].filter(([, name]) => !known.includes(name!));
  if (unknown.length > 0)
    return `has ${unknown[0]![0]}; this message knows ${known.map((name) => `{{${name}}}`).join(', ')}`;
  return { subject, body };
}

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail from its template. A line that names a value which is not there is left out, with all of it. */
export function writeMail(template: MailTemplate, language: Language, values: MailValues): WrittenMail {
  const lines = template.body
    .split('\n')
    .filter((line) => namesIn(line).every((name) => values[name] != null));
  const body = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  const paragraphs = body
    .split('\n\n')
    .map((paragraph) => `<p>${filled(escaped(paragraph), values, escaped).replaceAll('\n', '<br>\n')}</p>`);
  return {
    subject: oneLine(filled(template.subject, values, oneLine)),
    text: `${filled(body, values, oneLine)}\n`,
    html: `<!DOCTYPE html>\n<html lang="${language.toLowerCase()}">\n<meta charset="utf-8">\n<body>\n${paragraphs.join('\n')}\n</body>\n</html>\n`,
  };
}

function namesIn(line: string): string[] {
  return [...line.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

function filled(text: string, values: MailValues, made: (value: string) => string): string {
  return text.replace(PLACEHOLDER, (_placeholder, name: string) => made(oneLine(values[name] ?? '')));
}

/** Whatever a value holds, it begins no line: neither of a header nor of a text. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
