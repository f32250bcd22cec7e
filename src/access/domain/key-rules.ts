import { Role } from '../../shared/domain/caller';
import { Decision, failed, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';

/** For how many years a key with an expiry may be valid. */
const LONGEST_LIFE_YEARS = 5;

/** For how many hours the old secret may go on after a roll. */
const LONGEST_OVERLAP_HOURS = 72;

export interface WantedKey {
  readonly role: Role;
  /** For role CUSTOMER, and for no other. */
  readonly customerId: string | null;
  /** For staff: the one provider whose rows the key sees; null: all. */
  readonly providerId: string | null;
  /** The first instant at which it is refused; null: never. */
  readonly expiresAt: Date | null;
}

export interface KeyState {
  readonly name: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * May this key be made? It is bound to a customer exactly where its role is CUSTOMER, to a provider only where it is not, and
 * expires between now and five years from now, or never. Who is bound to a provider makes staff keys of that provider only:
 * nobody makes a key that sees more than its own. Domain section 11.
 */
export function decideCreateApiKey(wanted: WantedKey, makersProviderId: string | null, now: Date): Decision {
  return [
    decideCustomer(wanted),
    decideProvider(wanted),
    decideExpiry(wanted.expiresAt, now),
    decideMaker(wanted, makersProviderId),
  ];
}

/** May the key get a new secret? It is neither revoked nor expired, and the overlap has 0 to 72 hours. */
export function decideRollApiKey(key: KeyState, overlapHours: number, now: Date): Decision {
  return [
    decideNotRevoked(key),
    key.expiresAt === null || now < key.expiresAt
      ? passed('INVALID_STATE', 'The key has not expired.')
      : invalidState(`${key.name} expired at ${key.expiresAt.toISOString()}; make a new key.`),
    0 <= overlapHours && overlapHours <= LONGEST_OVERLAP_HOURS
      ? passed('INVALID_INPUT', `The old secret goes on for ${overlapHours} hours.`)
      : wrong(`overlapHours must be from 0 to ${LONGEST_OVERLAP_HOURS}.`, 'overlapHours'),
  ];
}

/** A key is revoked once; one that has expired too, so that nobody has to ask the time first. */
export function decideRevokeApiKey(key: KeyState): Decision {
  return [decideNotRevoked(key)];
}

function decideNotRevoked({ name, revokedAt }: KeyState): RuleOutcome {
  if (revokedAt === null) return passed('INVALID_STATE', 'The key is not revoked.');
  return invalidState(`${name} was revoked at ${revokedAt.toISOString()}.`);
}

function decideCustomer({ role, customerId }: WantedKey): RuleOutcome {
  if ((role === 'CUSTOMER') === (customerId !== null))
    return passed('INVALID_INPUT', 'The key has a customer exactly where its role needs one.');
  return customerId === null
    ? wrong('A key of role CUSTOMER needs a customerId.', 'customerId')
    : wrong(`A key of role ${role} sees more than one customer, so it takes no customerId.`, 'customerId');
}

function decideProvider({ role, providerId }: WantedKey): RuleOutcome {
  if (role !== 'CUSTOMER' || providerId === null)
    return passed('INVALID_INPUT', 'Only a staff key is bound to a provider.');
  return wrong(
    'A key of role CUSTOMER is bound to its customer, so it takes no providerCode.',
    'providerCode',
  );
}

function decideExpiry(expiresAt: Date | null, now: Date): RuleOutcome {
  if (expiresAt === null) return passed('INVALID_INPUT', 'The key does not expire.');
  const latest = new Date(now);
  latest.setUTCFullYear(now.getUTCFullYear() + LONGEST_LIFE_YEARS);
  if (now < expiresAt && expiresAt <= latest)
    return passed('INVALID_INPUT', `The key expires at ${expiresAt.toISOString()}.`);
  const message = `expiresAt must lie after ${now.toISOString()}, the server’s time, and not after ${latest.toISOString()}.`;
  return wrong(message, 'expiresAt');
}

function decideMaker({ role, providerId }: WantedKey, makersProviderId: string | null): RuleOutcome {
  if (makersProviderId === null || (role !== 'CUSTOMER' && providerId === makersProviderId))
    return passed('NOT_FOUND', 'The key sees no more than who makes it.');
  if (role === 'CUSTOMER')
    return wrong('A key that is bound to a provider makes staff keys of that provider only.', 'role');
  return failedRule('NOT_FOUND', 'There is no such provider.', ['input', 'providerCode']);
}

function wrong(message: string, field: string): RuleOutcome {
  return failed(invalidInput(message, ['input', field]));
}

function invalidState(message: string): RuleOutcome {
  return failedRule('INVALID_STATE', message, ['input', 'apiKeyId']);
}
