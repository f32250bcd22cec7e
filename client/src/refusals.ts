/** What every reason against a mutation has; its kinds have more. */
export interface UserErrorLike {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly string[] | null;
}

/** A mutation was refused, and nothing was written. */
export class RefusedError<Reason extends UserErrorLike = UserErrorLike> extends Error {
  override readonly name = 'RefusedError';

  constructor(readonly userErrors: readonly Reason[]) {
    super(userErrors.map(({ message }) => message).join(' '));
  }

  /** Whether this code is among the reasons. */
  has(code: string): boolean {
    return this.userErrors.some((reason) => reason.code === code);
  }
}

/** The payload of a mutation that was carried out; throws RefusedError with every reason where it was refused. */
export function accepted<Payload extends { readonly userErrors: readonly UserErrorLike[] }>(
  payload: Payload,
): Payload {
  if (payload.userErrors.length > 0) throw new RefusedError(payload.userErrors);
  return payload;
}
