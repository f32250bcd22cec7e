/** An error as a log may hold it. */
export interface LoggableError {
  readonly type: string;
  /** Without what stood in quotation marks; absent for what PostgreSQL says, which quotes rows in many ways. */
  readonly message?: string;
  /** The places of the code alone. */
  readonly stack?: string;
  readonly cause?: LoggableError;
  readonly [fact: string]: unknown;
}

/** Facts of an error that name parts of the program, the schema or the system, and never what a row or a request holds. */
const FACTS = ['code', 'severity', 'routine', 'schema', 'table', 'column', 'constraint', 'syscall', 'errno'];

const DEEPEST_CAUSE = 5;

/**
 * The error for the log, without what it quotes of a request or of a row: a message may repeat an e-mail address, TypeORM
 * adds the parameters of the statement, PostgreSQL the row in `detail`. What is left leads to the place of the fault.
 */
export function loggableError(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = '' } = error;
  const own = error as unknown as Record<string, unknown>;
  const facts = FACTS.flatMap((fact) => {
    const value = own[fact];
    return typeof value === 'string' || typeof value === 'number' ? [[fact, value]] : [];
  });
  const cause = own['cause'] ?? own['driverError'] ?? own['originalError'];
  return {
    type: name,
    ...(isOfDatabase(own) ? {} : { message: withoutQuotations(message) }),
    ...(Object.fromEntries(facts) as object),
    stack: placesOf(stack, message),
    ...(cause instanceof Error && depth < DEEPEST_CAUSE ? { cause: loggableError(cause, depth + 1) } : {}),
  };
}

/** What the driver or TypeORM made of an error of PostgreSQL. */
function isOfDatabase(error: Readonly<Record<string, unknown>>): boolean {
  return 'driverError' in error || ('severity' in error && 'routine' in error);
}

/** From the first quotation mark to the last: what is quoted may itself hold some. After "cannot represent" values follow bare. */
function withoutQuotations(message: string): string {
  return message.replace(/["'`].*["'`]/s, '…').replace(/(cannot represent [^:]*:).*$/s, '$1 …');
}

const PLACE = /^ {4}at .*:\d+:\d+\)?$/;

/** A message of several lines could look like places. */
function placesOf(stack: string, message: string): string {
  return stack
    .replace(message, '')
    .split('\n')
    .filter((line) => PLACE.test(line))
    .join('\n');
}
