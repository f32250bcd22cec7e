import { Database } from '../../platform/transactions/database';
import { Sql, statement } from '../../platform/sql';
import { Plan } from '../domain/plan';
import { Provider } from '../domain/provider';
import { PlanDefinition, ProviderDefinition } from './catalog.entity';

/** After how long what is known of the providers is read anew, in milliseconds. */
const PROVIDERS_KEPT_MS = 1_000;

const PLANS = statement(
  'catalog-plans',
  `SELECT id, provider_id AS "providerId", code, name, version, definition FROM plans WHERE id <> ALL($1::bigint[])`,
);
const PROVIDERS = statement(
  'catalog-providers',
  `SELECT p.id, p.definition, coalesce(jsonb_object_agg(n.code, n.id::text) FILTER (WHERE n.id IS NOT NULL), '{}') AS newest
   FROM providers p
     LEFT JOIN (SELECT DISTINCT ON (provider_id, code) * FROM plans ORDER BY provider_id, code, version DESC) n
       ON n.provider_id = p.id
   GROUP BY p.id ORDER BY p.id`,
);

// Whether anything was loaded since: plans are only added, and a provider's row that is replaced has another xmin.
const VERSION = statement(
  'catalog-version',
  `SELECT concat(max(id), ' ', (SELECT string_agg(concat(id, ':', xmin), ' ' ORDER BY id) FROM providers)) AS version
   FROM plans`,
);

interface PlanRow extends Omit<Plan, keyof PlanDefinition> {
  readonly definition: PlanDefinition;
}

/** As it is read: one that was loaded by an earlier version of the program lacks what that version did not know. */
type StoredDefinition = Omit<ProviderDefinition, 'products' | 'support' | 'texts'> &
  Partial<ProviderDefinition>;

interface ProviderRow {
  readonly id: string;
  readonly definition: StoredDefinition;
  readonly newest: Readonly<Record<string, string>>;
}

export interface SellingProvider extends Provider {
  /** The newest versions of the plans it sells today, in the order of its catalog. */
  readonly currentPlanIds: readonly string[];
}

/**
 * The catalog as this process knows it. Plan versions never change and are kept for good. Providers are read anew
 * unseen by the caller: a transaction that holds a connection never waits here for a second one.
 */
export class Catalog {
  private readonly plans = new Map<string, Plan>();
  private providers: readonly SellingProvider[] = [];
  private readAt = -Infinity;
  private reading: Promise<void> | null = null;
  private check: Promise<void> = Promise.resolve();
  private nextCheck: Promise<void> | null = null;
  private version: string | null = null;
  private readsBegun = 0;
  private newestRead = 0;

  constructor(private readonly database: Database) {}

  /** Reads all there is; done once before the first request. */
  read(): Promise<void> {
    this.reading ??= this.readAll().finally(() => (this.reading = null));
    return this.reading;
  }

  /**
   * Makes sure that what was loaded before this call, by any process, is known. For callers that show the catalog or sell from
   * it, outside of transactions; everybody else knows of a load within a second.
   */
  refresh(): Promise<void> {
    // A check that is in flight may have missed a load that ended meanwhile; the next one serves all who wait.
    this.nextCheck ??= this.check
      .catch(() => undefined)
      .then(() => {
        this.nextCheck = null;
        return (this.check = this.readWhereChanged());
      });
    return this.nextCheck;
  }

  private async readWhereChanged(): Promise<void> {
    const [found] = await this.database.sql.rows<{ version: string }>(VERSION);
    if (found!.version === this.version) return;
    await this.readAll();
    this.version = found!.version;
  }

  /** The plan of an id that the database has given out. Inside a transaction, `sql` is the transaction's. */
  async plan(id: string, sql?: Sql): Promise<Plan> {
    const plan = await this.findPlan(id, sql);
    if (plan === null) throw new Error(`plan ${id} is not in the database`);
    return plan;
  }

  /** The plan where this process has read it already, which is always so but for one that was published a moment ago. */
  knownPlan(id: string): Plan | null {
    return this.plans.get(id) ?? null;
  }

  /** The plan of an id that came from outside. */
  async findPlan(id: string, sql?: Sql): Promise<Plan | null> {
    if (!this.plans.has(id)) await this.readPlans(sql);
    return this.plans.get(id) ?? null;
  }

  async plansOf(ids: readonly string[]): Promise<readonly Plan[]> {
    const known = ids.flatMap((id) => this.plans.get(id) ?? []);
    return known.length === ids.length ? known : Promise.all(ids.map((id) => this.plan(id)));
  }

  /** Every plan version that was published before this call, sold today or not. */
  async allPlans(): Promise<readonly Plan[]> {
    await this.refresh();
    return [...this.plans.values()];
  }

  /** The code of every product that a plan ever covered. */
  async allProductCodes(): Promise<readonly string[]> {
    const plans = await this.allPlans();
    return [...new Set(plans.flatMap(({ entitlements }) => entitlements.products.map(({ code }) => code)))];
  }

  async allProviders(): Promise<readonly SellingProvider[]> {
    if (this.readAt === -Infinity) await this.read();
    if (performance.now() - this.readAt > PROVIDERS_KEPT_MS) this.read().catch(() => undefined);
    return this.providers;
  }

  async provider(id: string): Promise<SellingProvider> {
    const found = (await this.allProviders()).find((provider) => provider.id === id);
    if (!found) throw new Error(`provider ${id} is not in the database`);
    return found;
  }

  /** Every version of every plan that this process has read. */
  knownPlans(): readonly Plan[] {
    return [...this.plans.values()];
  }

  /** The id of the first plan version by which a provider covered a product; null where none did. */
  firstPlanCovering(providerId: string, product: string): string | null {
    const covering = [...this.plans.values()].filter(
      (plan) =>
        plan.providerId === providerId && plan.entitlements.products.some(({ code }) => code === product),
    );
    return covering.map(({ id }) => id).sort((one, other) => Number(one) - Number(other))[0] ?? null;
  }

  /** What the provider sells today: the plans to compare with when something is refused. */
  async currentPlans(providerId: string): Promise<readonly Plan[]> {
    const provider = await this.provider(providerId);
    return this.plansOf(provider.currentPlanIds);
  }

  private async readAll(): Promise<void> {
    const nth = (this.readsBegun += 1);
    const rows = await this.database.sql.rows<ProviderRow>(PROVIDERS);
    await this.readPlans();
    // One that began later may be done already, and knows more.
    if (nth < this.newestRead) return;
    this.newestRead = nth;
    this.providers = rows.map(({ id, definition, newest }) => ({
      ...{ products: [], support: null, texts: [] },
      ...definition,
      id,
      currentPlanIds: definition.planCodes.flatMap((code) => newest[code] ?? []),
    }));
    this.readAt = performance.now();
  }

  private async readPlans(sql: Sql = this.database.sql): Promise<void> {
    const rows = await sql.rows<PlanRow>(PLANS, [[...this.plans.keys()]]);
    for (const { definition, ...plan } of rows) this.plans.set(plan.id, { ...plan, ...definition });
  }
}
