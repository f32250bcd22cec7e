import { DateTime } from 'luxon';
import { Language } from '../../customers/domain/language';
import { MAIL_MESSAGES, MailMessage, MailValues } from './mail-template';

/** An event that may be told by mail. */
export interface MailedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly recordedAt: Date;
}

/** To whom, and in what surroundings. */
export interface MailFacts {
  readonly name: string;
  readonly provider: string;
  readonly contract: string;
  readonly language: Language;
  /** In which instants are told. */
  readonly timeZone: string;
}

/** Which message tells the event; null: it is not told by mail. */
export function messageOf({ type, data }: Omit<MailedEvent, 'recordedAt'>): MailMessage | null {
  if (type === 'incident.closed' && data['byItself'] === true) return 'incident.closed_by_itself';
  if (type === 'consulting.cancelled' && data['byNotice'] === true) return 'consulting.cancelled_by_notice';
  return MAIL_MESSAGES.find((message) => message === type) ?? null;
}

const IMPACTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  EN: { CRITICAL: 'critical', MEDIUM: 'medium', LOW: 'low' },
  DE: { CRITICAL: 'kritisch', MEDIUM: 'mittel', LOW: 'gering' },
};
const FORMATS: Readonly<Record<Language, string>> = {
  EN: 'cccc, d LLLL yyyy, HH:mm (ZZZZ)',
  DE: "cccc, d. LLLL yyyy, HH:mm 'Uhr' (ZZZZ)",
};

/**
 * What the placeholders of a mail stand for; null for an instant that the event does not have, and for that of recording where
 * it reads as the one that was said.
 */
export function mailValues({ data, recordedAt }: MailedEvent, facts: MailFacts): MailValues {
  const { language, timeZone } = facts;
  const text = (name: string) => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  const impact = (name: string) => IMPACTS[language][text(name) ?? ''] ?? text(name);
  const told = (at: string) =>
    DateTime.fromISO(at, { zone: timeZone }).setLocale(language.toLowerCase()).toFormat(FORMATS[language]);
  const instant = (name: string) => {
    const at = text(name);
    return at === null ? null : told(at);
  };
  const respondedAt = instant('respondedAt');
  const recorded = told(recordedAt.toISOString());
  return {
    reference: text('reference'),
    name: facts.name,
    provider: facts.provider,
    contract: facts.contract,
    impact: impact('impact'),
    previousImpact: impact('previousImpact'),
    supportLine: text('supportLine'),
    responseDueAt: instant('responseDueAt'),
    respondedAt,
    recordedAt: respondedAt === null || respondedAt === recorded ? null : recorded,
    closesAt: instant('closesAt'),
    startsAt: instant('startsAt'),
  };
}
