import { cleanText } from './text';

/** The mutation that a request runs, as the client sent it: what was null stands as what was left out, the default or nothing. */
export interface Command {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The text that makes a retry of the command safe; null where the client sent none. */
export function idempotencyKeyOf({ input }: Command): string | null {
  const key = input['idempotencyKey'];
  return typeof key === 'string' ? key : null;
}

/**
 * The content of a command as one text: the same for the same content, whatever the order of its fields and however its
 * texts were put into bytes. Domain section 10.
 */
export function contentOf({ input }: Command): string {
  const content = { ...input, idempotencyKey: undefined };
  return JSON.stringify(content, (_name, value: unknown) => {
    if (typeof value === 'string') return cleanText(value);
    return isPlainObject(value) ? sorted(value) : value;
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
