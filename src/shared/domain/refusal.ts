/** Every reason for which the product can refuse. The API's enum of the same name is made from this table. */
export const USER_ERROR_CODES = {
  NOT_FOUND: 'There is no such thing, or it is not yours to see.',
  INVALID_INPUT: 'A value of the input is malformed or out of range.',
  CONFLICT: 'The value is taken, or somebody else changed the thing meanwhile.',
  INVALID_STATE: 'The thing is in a state in which this cannot be done.',
  CONTRACT_NOT_ACTIVE:
    'The contract is not active at that moment: it is ordered, has ended or was terminated.',
  CONTACT_NOT_NAMED: 'The person is not a current named contact of the contract.',
  CONTACT_LIMIT_REACHED: 'The contract has as many named contacts as its plan allows.',
  LAST_CONTACT: 'The last named contact of an active contract can be replaced but not removed.',
  INCIDENT_QUOTA_EXHAUSTED: 'All support requests of the contract year are used.',
  CHANNEL_NOT_IN_PLAN: 'The plan does not include the channel.',
  CHANNEL_NOT_ALLOWED_FOR_IMPACT: 'The channel is open for other impacts only.',
  OUTSIDE_SERVICE_WINDOW: 'The channel is open inside the service window only.',
  PRODUCT_NOT_SUPPORTED: 'The plan does not cover the product.',
  VERSION_NOT_SUPPORTED: 'The version of the product is not supported.',
  TEST_SYSTEM_NOT_SUPPORTED: 'The plan does not cover test systems.',
  REPORT_INCOMPLETE: 'The report lacks something that it must hold.',
  CONSULTING_NOT_IN_PLAN: 'The plan offers no consulting.',
  NO_CONSULTING_BLOCK_LEFT: 'No included block of the contract year and no additional one is left.',
  SATELLITE_LIMIT_REACHED: 'The contract has as many satellites as its plan allows.',
  DISTRIBUTED_SETUP_NOT_IN_PLAN: 'The plan does not cover distributed setups.',
  ACTIVATION_DATE_OUT_OF_RANGE:
    'The activation date is not within the days after the order that the provider allows.',
  TERM_TOO_SHORT: 'The term is shorter than the provider’s minimum.',
  DOWNGRADE_DOES_NOT_FIT: 'What is in use does not fit the smaller plan.',
  NOTICE_HAS_CONSEQUENCES: 'The contract would end before something that was already used.',
  SUPPORT_LINE_CLOSED: 'The support line is not open at that moment.',
  CONTRACT_SUSPENDED: 'The provider has suspended the contract.',
  OUTSIDE_CONTRACT_YEAR: 'An included block is delivered in the contract year of its appointment only.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used before, for other content.',
} as const;

export type UserErrorCode = keyof typeof USER_ERROR_CODES;

interface RefusalBase {
  readonly code: UserErrorCode;
  /** Plain English, with the numbers; what is wrong and what would help. */
  readonly message: string;
  /** Where in the arguments the fault lies, as `['input', 'contact', 'email']`. */
  readonly path?: readonly string[];
}

/** A number that the plan sets is used up. */
export interface LimitReached extends RefusalBase {
  readonly kind: 'LIMIT_REACHED';
  readonly limit: number;
  readonly used: number;
  /** When the count starts anew; null where it never does. */
  readonly resetsAt: Date | null;
  /** Plans of the provider under which this rule would pass; filled in by `withAdvice`. */
  readonly allowedByPlanIds: readonly string[];
}

/** It would be granted at another time of the week. */
export interface OutsideWindow extends RefusalBase {
  readonly kind: 'OUTSIDE_WINDOW';
  readonly nextOpensAt: Date | null;
}

/** The input itself is at fault. */
export interface InvalidInput extends RefusalBase {
  readonly kind: 'INVALID_INPUT';
}

/** Every other refusal. */
export interface RuleBroken extends RefusalBase {
  readonly kind: 'RULE';
  readonly allowedByPlanIds: readonly string[];
}

export type Refusal = LimitReached | OutsideWindow | InvalidInput | RuleBroken;

/** A refusal without numbers. `path` leads to the value of the input that caused it, where one did. */
export function ruleBroken(code: UserErrorCode, message: string, path?: readonly string[]): RuleBroken {
  return { kind: 'RULE', code, message, path, allowedByPlanIds: [] };
}

/** A refusal by a limit: `used` of `limit` are used. `resetsAt` is when the count starts anew, null where it never does. */
export function limitReached(
  code: UserErrorCode,
  message: string,
  { limit, used, resetsAt }: Pick<LimitReached, 'limit' | 'used' | 'resetsAt'>,
  path?: readonly string[],
): LimitReached {
  return { kind: 'LIMIT_REACHED', code, message, path, limit, used, resetsAt, allowedByPlanIds: [] };
}

/** The refusal INVALID_INPUT of the value that `path` leads to. */
export function invalidInput(message: string, path: readonly string[]): InvalidInput {
  return { kind: 'INVALID_INPUT', code: 'INVALID_INPUT', message, path };
}

/**
 * Carries refusals out of a transaction, which rolls back because of it; the edge turns them into `userErrors`.
 * Nothing else may be thrown to say no.
 */
export class Refused extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '));
  }
}
