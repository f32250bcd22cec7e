/** `ENOENT` and its like, or an SQLSTATE; undefined for errors that carry none. */
export function errorCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
