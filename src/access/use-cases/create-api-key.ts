import { randomBytes } from 'node:crypto';
import { Role } from '../../shared/domain/caller';
import { Database } from '../../platform/transactions/database';
import { apiKeyOf, prefixOf } from '../domain/api-key';
import { hashApiKey } from '../hash-api-key';
import { ApiKeyEntity } from '../persistence/api-key.entity';

export interface CreateApiKey {
  readonly name: string;
  readonly role: Role;
  /** For role CUSTOMER, and for no other. */
  readonly customerId: string | null;
  /** For staff: the one provider whose rows the key sees; null or left out: all. */
  readonly providerId?: string | null;
}

/** Makes a key and returns it, the only time that it is ever seen: the database keeps its hash. */
export async function createApiKey(
  { dataSource }: Database,
  input: CreateApiKey,
  now: Date,
): Promise<string> {
  const apiKey = apiKeyOf(input.role, randomBytes(20));
  const row = {
    ...input,
    prefix: prefixOf(apiKey),
    hash: hashApiKey(apiKey),
    createdAt: now,
    revokedAt: null,
  };
  await dataSource.manager.insert(ApiKeyEntity, row);
  return apiKey;
}
