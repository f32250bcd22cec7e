import { IsNull } from 'typeorm';
import { Database } from '../../platform/transactions/database';
import { ApiKeyEntity } from './api-key.entity';

/** Revokes the keys whose shown part is the given one; answers how many. Every process refuses it within a second. */
export async function revokeApiKey({ dataSource }: Database, prefix: string, now: Date): Promise<number> {
  const result = await dataSource.manager.update(
    ApiKeyEntity,
    { prefix, revokedAt: IsNull() },
    { revokedAt: now },
  );
  return result.affected ?? 0;
}
