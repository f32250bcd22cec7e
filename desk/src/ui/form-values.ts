/** A text of a form, without blanks around it. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** A text of a form that may be left out; null where it is. */
export function optional(form: FormData, name: string): string | null {
  return text(form, name) || null;
}

/** The instant that was chosen on the clock of the reader. */
export function instantIn(form: FormData, name: string): string {
  return new Date(text(form, name)).toISOString();
}
