/**
 * The connection was lost, or nothing was heard, while a commit may have been on its way: whether it was written is not known.
 * `cause` is what was seen.
 */
export class OutcomeUnknown extends Error {
  constructor(override readonly cause: unknown) {
    super('the connection was lost while the transaction was being committed');
  }
}

/** As many transactions as may want the row already wait for its holder; nothing was begun. */
export class CrowdedLock extends Error {
  constructor() {
    super('too many wait for the same row');
  }
}

/** None of the servers of the address takes writes. */
export class NoPrimary extends Error {
  constructor() {
    super('none of the servers takes writes');
  }
}

/** The server is gone, stopping, starting, full, or may not write, or its schema is newer than this program: by its SQLSTATE, or the first two places of it. */
const AWAY = new Set(['08', '53', '57P01', '57P02', '57P03', '57P05', '25006', '58030', 'AM001']);

/** A timeout of a statement or of a lock, a deadlock, a conflict: the server is there, and the transaction rolled back. */
const LATE = new Set(['40', '55P03', '57014']);

/** What Node says of a connection that cannot be made, or breaks. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'ENOENT',
]);

/** What pg and pg-pool say in words alone. */
const SILENT = 'Query read timeout';
const CONNECTION_MESSAGES = new Set([
  SILENT,
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
]);

interface Fault {
  readonly code?: string;
  readonly message?: string;
  readonly syscall?: string;
  readonly severity?: string;
  readonly driverError?: unknown;
}

/** The error of the driver, where TypeORM has put its own around it. */
function ofDriver(error: unknown): Fault {
  const fault = (error ?? {}) as Fault;
  return fault.driverError === undefined ? fault : ofDriver(fault.driverError);
}

function sqlState({ code = '', severity }: Fault): string {
  // EPIPE has five letters too.
  return severity === undefined ? '' : code;
}

function isOneOf(codes: ReadonlySet<string>, state: string): boolean {
  return codes.has(state) || codes.has(state.slice(0, 2));
}

/** Whether the connection itself failed: no word of PostgreSQL about the statement. */
export function isConnectionFault(error: unknown): boolean {
  const fault = ofDriver(error);
  if (fault instanceof NoPrimary) return true;
  if (fault.severity !== undefined) return /^(08|57P)/.test(fault.code ?? '');
  const ofSocket = fault.syscall !== undefined && CONNECTION_CODES.has(fault.code ?? '');
  return ofSocket || CONNECTION_MESSAGES.has(fault.message ?? '');
}

/** Whether a statement got no answer in the time that this side waits. */
export function isSilence(error: unknown): boolean {
  return ofDriver(error).message === SILENT;
}

/** Whether the connection is of no use any more, although it may look as if it were: of a server that lost its primary, too. */
export function isSpentConnection(error: unknown): boolean {
  return isConnectionFault(error) || sqlState(ofDriver(error)) === '25006';
}

/** Whether PostgreSQL itself has said that it did not do it, and is there to say so. */
export function isRolledBack(error: unknown): boolean {
  const fault = ofDriver(error);
  return fault.severity !== undefined && !isConnectionFault(fault);
}

/** Whether a lock was not had in time. */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(ofDriver(error)) === '55P03';
}

/** Whether the statement ran into a timeout or a deadlock: another one might not have. */
export function isLate(error: unknown): boolean {
  return isOneOf(LATE, sqlState(ofDriver(error)));
}

/** Whether the same request may well succeed a moment later, since the fault is the state of the database. */
export function isPassing(error: unknown): boolean {
  if (error instanceof CrowdedLock) return true;
  return isConnectionFault(error) || isLate(error) || isOneOf(AWAY, sqlState(ofDriver(error)));
}
