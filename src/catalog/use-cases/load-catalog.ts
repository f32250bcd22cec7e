import { isDeepStrictEqual } from 'node:util';
import { Database, Transaction } from '../../platform/transactions/database';
import { CatalogFile } from '../file/catalog-file';
import {
  PlanDefinition,
  PlanEntity,
  ProviderDefinition,
  ProviderEntity,
} from '../persistence/catalog.entity';
import { latestVersion, lockPublishing } from '../persistence/published-plans';

/** What loading a file did: which plans are published in which new version. */
export interface CatalogChanges {
  readonly provider: string;
  readonly published: readonly { readonly code: string; readonly version: number }[];
}

/** A file that would change what must never change. */
export class CatalogConflictError extends Error {}

/**
 * Makes the file the provider's catalog. Loading it again changes nothing; a plan that differs from its newest version
 * becomes a new version, and contracts keep theirs. A plan that the file no longer has is no longer sold.
 * `origin` names the text that the file was read from, for who would load it again. Throws CatalogConflictError where the file
 * moves an existing provider to another time zone.
 */
export function loadCatalog(
  database: Database,
  file: CatalogFile,
  now: Date,
  origin: string | null = null,
): Promise<CatalogChanges> {
  return database.transaction(async (transaction) => {
    await lockPublishing(transaction.sql);
    const providerId = await saveProvider(transaction, file, origin);
    const published: { code: string; version: number }[] = [];
    for (const plan of file.plans) {
      const version = await publishPlan(transaction, providerId, file, plan, now);
      if (version !== null) published.push({ code: plan.code, version });
    }
    return { provider: file.provider.code, published };
  });
}

async function saveProvider(
  { manager }: Transaction,
  file: CatalogFile,
  loadedFrom: string | null,
): Promise<string> {
  const { code, timeZone } = file.provider;
  const definition: ProviderDefinition = { ...file.provider, planCodes: file.plans.map((plan) => plan.code) };
  const known = await manager.findOneBy(ProviderEntity, { code });
  if (known && known.definition.timeZone !== timeZone) {
    throw new CatalogConflictError(
      `provider.timeZone: ${code} is in ${known.definition.timeZone}; the dates of its contracts forbid moving it to ${timeZone}`,
    );
  }
  const saved = await manager.save(ProviderEntity, { ...known, code, definition, loadedFrom });
  return saved.id;
}

async function publishPlan(
  { manager, sql }: Transaction,
  providerId: string,
  { provider }: CatalogFile,
  plan: CatalogFile['plans'][number],
  now: Date,
): Promise<number | null> {
  const { code, name, entitlements } = plan;
  const { timeZone, terms, calendars } = provider;
  const definition: PlanDefinition = { timeZone, terms, calendars, entitlements };
  const latest = await latestVersion(sql, providerId, code);
  if (latest && latest.name === name && isDeepStrictEqual(latest.definition, asStored(definition)))
    return null;
  const version = (latest?.version ?? 0) + 1;
  await manager.insert(PlanEntity, { providerId, code, name, version, definition, publishedAt: now });
  return version;
}

/** As the definition comes back from the database: without what JSON leaves out. */
function asStored(definition: PlanDefinition): unknown {
  return JSON.parse(JSON.stringify(definition));
}
