import { Plan } from '../domain/plan';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { Catalog } from '../persistence/catalog';

/** Of a filter: each null or left out where it filters nothing. */
export interface PlanCodes {
  /** One that is known. */
  readonly providerId: string | null;
  readonly planCode?: string | null;
  readonly planVersion?: number | null;
}

/**
 * Returns the ids of the plan versions that a filter names, sold today or not; null where it names none. Throws Refused
 * (INVALID_INPUT) with the codes or versions there are where nothing has that one: a slip must not look like an empty list.
 */
export async function knownPlanIds(
  catalog: Catalog,
  { providerId, planCode, planVersion }: PlanCodes,
  ...path: readonly string[]
): Promise<readonly string[] | null> {
  if (planCode == null && planVersion == null) return null;
  const all = await catalog.allPlans();
  const sold = providerId === null ? all : all.filter((plan) => plan.providerId === providerId);
  const coded = planCode == null ? sold : sold.filter(({ code }) => code === planCode);
  if (coded.length === 0)
    refuse(
      [...path, 'planCode'],
      'plan',
      different(sold, ({ code }) => code),
    );
  if (planVersion == null) return coded.map(({ id }) => id);
  const versions = coded.filter(({ version }) => version === planVersion);
  if (versions.length === 0)
    refuse(
      [...path, 'planVersion'],
      'version of a plan',
      different(coded, ({ version }) => version),
    );
  return versions.map(({ id }) => id);
}

/** The ids of all plan versions of a provider, sold today or not. */
export async function planIdsOf(catalog: Catalog, providerId: string): Promise<readonly string[]> {
  const all = await catalog.allPlans();
  return all.filter((plan) => plan.providerId === providerId).map(({ id }) => id);
}

function different<T extends string | number>(plans: readonly Plan[], of: (plan: Plan) => T): readonly T[] {
  return [...new Set(plans.map(of))];
}

function refuse(path: readonly string[], what: string, known: readonly (string | number)[]): never {
  throw new Refused([
    invalidInput(`${path.join('.')} names no ${what}; there are ${known.join(', ')}.`, path),
  ]);
}
