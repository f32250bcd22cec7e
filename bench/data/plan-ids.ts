import { Sql } from '../../src/platform/sql';
import { SamplePlan } from './sample-contract';

/** What the rows of a contract take from its plan. */
export interface LoadedPlan {
  readonly id: string;
  readonly providerId: string;
  readonly timeZone: string;
  readonly referencePrefix: string;
  readonly product: string;
  readonly maxIncidentsPerYear: number | null;
  readonly maxNamedContacts: number | null;
  readonly maxSatellites: number | null;
  readonly includedConsultingBlocks: number;
  readonly consultingDiscountPercent: number;
  readonly promisesResponse: boolean;
}

export type LoadedPlans = Readonly<Record<SamplePlan, LoadedPlan>>;

const ENTITLEMENTS = `p.definition->'entitlements'`;

/** The newest version of every plan of the catalogs, by provider and code. */
export async function readLoadedPlans(sql: Sql): Promise<LoadedPlans> {
  const rows = await sql.rows<LoadedPlan & { readonly key: SamplePlan }>(`
    SELECT DISTINCT ON (v.code, p.code) v.code || '/' || p.code AS key, p.id, p.provider_id AS "providerId",
      p.definition->>'timeZone' AS "timeZone", v.definition->>'referencePrefix' AS "referencePrefix",
      ${ENTITLEMENTS}->'products'->0->>'code' AS product,
      (${ENTITLEMENTS}->>'maxIncidentsPerYear')::int AS "maxIncidentsPerYear",
      (${ENTITLEMENTS}->>'maxNamedContacts')::int AS "maxNamedContacts",
      (${ENTITLEMENTS}->>'maxSatellites')::int AS "maxSatellites",
      (${ENTITLEMENTS}->>'includedConsultingBlocks')::int AS "includedConsultingBlocks",
      (${ENTITLEMENTS}->>'consultingDiscountPercent')::int AS "consultingDiscountPercent",
      jsonb_array_length(${ENTITLEMENTS}->'responseTargets') > 0 AS "promisesResponse"
    FROM plans p JOIN providers v ON v.id = p.provider_id ORDER BY v.code, p.code, p.version DESC`);
  return Object.fromEntries(rows.map(({ key, ...plan }) => [key, plan])) as unknown as LoadedPlans;
}
