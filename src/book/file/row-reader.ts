import { isEmail } from 'class-validator';
import { DateTime } from 'luxon';
import { BookFault, When } from '../domain/book-rows';
import { withoutGuard } from '../domain/guarded-text';
import { LocalDate, parseLocalDate } from '../../shared/domain/local-date';
import { currencyDecimals, formatAmount, Money, parseMoney } from '../../shared/domain/money';
import { cleanText, isFilledIn, isOneLine } from '../../shared/domain/text';

const SHOWN = 40;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the values of one row, by the rules of the API; each fault goes to the list, and its value is a stand-in. */
export class RowReader {
  isSound = true;

  constructor(
    readonly file: string,
    readonly line: number,
    private readonly values: ReadonlyMap<string, string>,
    private readonly faults: BookFault[],
  ) {}

  /** One line that is filled in. */
  text(field: string, max: number): string {
    return this.optionalText(field, max) ?? this.fault(field, 'is missing. Fill it in.', '');
  }

  /** One line; null where it is empty. */
  optionalText(field: string, max: number): string | null {
    return this.filledIn(field, max, isOneLine);
  }

  private filledIn(field: string, max: number, isSound: (text: string) => boolean): string | null {
    const given = this.given(field);
    if (given === null) return null;
    if (/^=/.test(given)) return this.fault(field, "is a formula. Write its result, or a ' before it.", '');
    const text = cleanText(withoutGuard(given));
    if (!isFilledIn(text)) return this.fault(field, 'must not be blank.', '');
    if (!isSound(text))
      return this.fault(field, 'must be one line, without control, format or line-break characters.', '');
    if (text.length > max)
      return this.fault(field, `must not be longer than ${max} characters; it has ${text.length}.`, '');
    return text;
  }

  /** One line or several, filled in. */
  paragraph(field: string, max: number): string {
    return this.optionalParagraph(field, max) ?? this.fault(field, 'is missing. Fill it in.', '');
  }

  /** One line or several; null where it is empty. */
  optionalParagraph(field: string, max: number): string | null {
    return this.filledIn(field, max, () => true);
  }

  /** An amount of a currency, which is a field of its own. */
  money(field: string, currencyField: string): Money {
    const [amount, currency] = [this.text(field, 40), this.text(currencyField, 3)];
    const none: Money = { minorUnits: 0n, currency: 'EUR' };
    const decimals = currencyDecimals(currency);
    if (decimals === null) {
      const message = `must be a code of ISO 4217 in capital letters, such as EUR, not ${shown(currency)}.`;
      return currency === '' ? none : this.fault(currencyField, message, none);
    }
    const money = parseMoney(amount, currency);
    if (money !== null || amount === '') return money ?? none;
    const message = `must be an amount of ${currency} such as ${formatAmount({ minorUnits: 15_000n, currency })}, not ${shown(amount)}.`;
    return this.fault(field, message, none);
  }

  email(field: string): string {
    const text = this.text(field, 254);
    if (text === '' || isEmail(text)) return text;
    return this.fault(field, `must be an email address such as ada@example.com, not ${shown(text)}.`, '');
  }

  oneOf<Word extends string>(field: string, words: readonly Word[], whenEmpty?: Word): Word {
    const text = this.given(field);
    if (text === null)
      return whenEmpty ?? this.fault(field, `is missing. Write ${either(words)}.`, words[0]!);
    const word = words.find((each) => each.toLowerCase() === text.toLowerCase());
    return word ?? this.fault(field, `must be ${either(words)}, not ${shown(text)}.`, words[0]!);
  }

  /** A whole number from `least` to `most`. */
  number(field: string, least: number, most: number): number {
    const text = this.given(field);
    if (text === null) return this.fault(field, 'is missing. Write a whole number.', least);
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (least <= number && number <= most) return number;
    return this.fault(field, `must be a whole number from ${least} to ${most}, not ${shown(text)}.`, least);
  }

  date(field: string): LocalDate {
    const text = this.given(field);
    const date = text === null ? null : parseLocalDate(text);
    if (date !== null) return date;
    const message = text === null ? `is missing. ${A_DATE}` : `must be a date, not ${shown(text)}. ${A_DATE}`;
    return this.fault(field, message, '2000-01-01' as LocalDate);
  }

  when(field: string): When {
    return this.optionalWhen(field) ?? this.fault(field, `is missing. ${A_DATE}`, new Date(0));
  }

  optionalDate(field: string): LocalDate | null {
    return this.given(field) === null ? null : this.date(field);
  }

  optionalWhen(field: string): When | null {
    const text = this.given(field);
    if (text === null) return null;
    const date = parseLocalDate(text);
    if (date !== null) return date;
    const instant = INSTANT.test(text) ? DateTime.fromISO(text, { zone: 'utc' }) : null;
    if (instant?.isValid === true && instant.year >= 1900 && instant.year < 3000) return instant.toJSDate();
    return this.fault(field, `must be a date or an instant, not ${shown(text)}. ${A_DATE}`, new Date(0));
  }

  private given(field: string): string | null {
    const text = this.values.get(field)?.trim() ?? '';
    return text === '' ? null : text;
  }

  private fault<T>(field: string, message: string, standIn: T): T {
    this.isSound = false;
    this.faults.push({ file: this.file, line: this.line, field, message });
    return standIn;
  }
}

const A_DATE = 'Write it as 2026-03-15.';

function either(words: readonly string[]): string {
  return words.join(' or ');
}

/** What stands there, made short and harmless for a terminal. */
export function shown(text: string): string {
  const harmless = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return `"${harmless.length > SHOWN ? `${harmless.slice(0, SHOWN)}…` : harmless}"`;
}
