import { Database } from '../../platform/transactions/database';
import { Sql, statement } from '../../platform/sql';
import { Plan } from '../domain/plan';
import { Provider } from '../domain/provider';
import { PlanDefinition, ProviderDefinition } from './catalog.entity';

/**
 * For how long what is known of the providers is believed, in milliseconds. A command that loads a catalog ends after it, so that
 * every request which begins then knows what was loaded.
 */
export const BELIEVED_MS = 1_000;

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
 * The catalog as this process knows it. Plan versions never change and are kept for good. Whether the providers are as they
 * were is asked before a request begins (`renew`), and never inside it: a transaction that holds a connection must not wait
 * for a second one.
 */
export class Catalog {
  private readonly plans = new Map<string, Plan>();
  private providers: readonly SellingProvider[] = [];
  /** Since when nothing can have been loaded unseen. */
  private askedAt = -Infinity;
  private reading: Promise<void> | null = null;
  private check: Promise<void> = Promise.resolve();
  private nextCheck: Promise<void> | null = null;
  private renewing: Promise<void> | null = null;
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
   * Makes sure that what was loaded a second before this call, by any process, is known. Each request waits for it before it
   * begins; a process asks the database at most once a second, however many wait. Throws what the database throws.
   */
  async renew(): Promise<void> {
    const since = performance.now() - BELIEVED_MS;
    // One that was in flight may have been asked too long ago.
    while (this.askedAt < since)
      await (this.renewing ??= this.refresh().finally(() => (this.renewing = null)));
  }

  /**
   * Makes sure that what was loaded before this call, by any process, is known. For callers that show the catalog or sell from
   * it, outside of transactions. Throws what the database throws.
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
    const askedAt = performance.now();
    const [found] = await this.database.sql.rows<{ version: string }>(VERSION);
    if (found!.version !== this.version) await this.readAll();
    this.version = found!.version;
    this.askedAt = askedAt;
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

  /** As they were when the request began, or later. */
  async allProviders(): Promise<readonly SellingProvider[]> {
    if (this.askedAt === -Infinity) await this.read();
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
    const askedAt = performance.now();
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
    this.askedAt = askedAt;
  }

  private async readPlans(sql: Sql = this.database.sql): Promise<void> {
    const rows = await sql.rows<PlanRow>(PLANS, [[...this.plans.keys()]]);
    for (const { definition, ...plan } of rows) this.plans.set(plan.id, { ...plan, ...definition });
  }
}
