const FORMULA = /^'*[=+\-@]/;
const PHONE = /^\+[\d ()/.-]+$/;
const GUARDED = /^'+[=+\-@]/;

/** A text as it stands in a CSV: one that a spreadsheet would take for a formula has an apostrophe before it. */
export function guardedText(text: string): string {
  return FORMULA.test(text) && !PHONE.test(text) ? `'${text}` : text;
}

/** The text that was guarded. */
export function withoutGuard(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
