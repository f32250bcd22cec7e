import { randomBytes } from 'node:crypto';
import { Database } from '../../platform/transactions/database';
import { Locking } from '../../platform/transactions/unit-of-work';
import { customerExists } from '../../customers/persistence/customers';
import { scopeOf } from '../../shared/domain/caller';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { apiKeyOf, prefixOf } from '../api-key';
import { decideCreateApiKey, WantedKey } from '../domain/key-rules';
import { hashApiKey } from '../hash-api-key';
import { ApiKey, insertApiKey } from '../persistence/api-keys';
import { KeyContext, programRequest } from './program-request';

export interface CreateApiKey extends WantedKey {
  readonly name: string;
}

/** A key, and what its callers send: seen this once, and null where a retry is answered, since it is kept nowhere. */
export interface KeyWithSecret {
  readonly apiKey: ApiKey;
  readonly secret: string | null;
}

/**
 * Makes a key, by default for the provider that its maker is bound to. Throws Refused: INVALID_INPUT for a binding that does
 * not go with the role and an expiry out of range, NOT_FOUND for a customer or provider that the maker does not see.
 */
export async function issueApiKey(context: KeyContext, input: CreateApiKey): Promise<KeyWithSecret> {
  const { caller, clock } = context;
  let secret: string | null = null;
  const apiKey = await context.write(async (unit) => {
    const { sql, journal } = unit;
    const now = clock.now();
    const isStaff = input.role !== 'CUSTOMER';
    const wanted = { ...input, providerId: input.providerId ?? (isStaff ? caller.providerId : null) };
    journal.recordOrThrow(null, { request: wanted }, decideCreateApiKey(wanted, caller.providerId, now));
    if (wanted.customerId !== null) await requireCustomer(unit, wanted.customerId, context);
    secret = apiKeyOf(input.role, randomBytes(20));
    const made = { ...wanted, prefix: prefixOf(secret), createdAt: now, createdBy: caller.name };
    const written = await insertApiKey(sql, made, hashApiKey(secret));
    journal.created({ type: 'ApiKey', id: written.id, contractId: null }, made);
    return written;
  });
  return { apiKey, secret };
}

async function requireCustomer(
  unit: Locking,
  customerId: string,
  { caller, clock }: KeyContext,
): Promise<void> {
  if (await customerExists(unit, customerId, { scope: scopeOf(caller), clock })) return;
  throw new Refused([ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]);
}

type OfProgram = Pick<CreateApiKey, 'name' | 'role' | 'customerId'> & Partial<WantedKey>;

/** Makes a key for the program itself, under the name that the audit log will show, and returns its secret. */
export async function createApiKey(
  database: Database,
  { name, role, customerId, providerId = null, expiresAt = null }: OfProgram,
  now: Date,
  maker = 'command line',
): Promise<string> {
  const context = programRequest(database, maker, 'createApiKey', now);
  return (await issueApiKey(context, { name, role, customerId, providerId, expiresAt })).secret!;
}
