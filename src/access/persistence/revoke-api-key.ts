import { IsNull } from 'typeorm';
import { Database } from '../../platform/transactions/database';
import { ApiKeyEntity } from './api-key.entity';

/** Revokes the keys with this prefix; returns how many. Every process refuses them within a second. */
export async function revokeApiKey({ dataSource }: Database, prefix: string, now: Date): Promise<number> {
  const result = await dataSource.manager.update(
    ApiKeyEntity,
    { prefix, revokedAt: IsNull() },
    { revokedAt: now },
  );
  return result.affected ?? 0;
}
