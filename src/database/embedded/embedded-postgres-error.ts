/**
 * PostgreSQL cannot be started or reached. The message is for the person at the keyboard: the cause on the first
 * line, the next step on the second. Print it alone, without the stack.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(problem: string, nextStep: string, options?: ErrorOptions) {
    super(`${problem.trim().replace(/\s*\n\s*/g, ' ')}\n${nextStep}`, options);
  }
}

/** What the file system refused, in words; every other error is a bug and is returned as it is. */
export function explainFileError(error: unknown, dataDir: string): unknown {
  const { path, message } = (error ?? {}) as { path?: unknown; message?: unknown };
  if (typeof path !== 'string' || typeof message !== 'string') return error;
  return new EmbeddedPostgresError(
    `PostgreSQL cannot keep its data in ${dataDir}: ${message}`,
    `Let ${currentUser()} write there, choose another data directory, or set DATABASE_URL.`,
    { cause: error },
  );
}

function currentUser(): string {
  const uid = process.getuid?.();
  return uid === undefined ? 'the current user' : `user ${uid}`;
}
