import { Entitlements } from '../domain/plan';
import { Provider } from '../domain/provider';

/** A plan as it stands in a catalog file: not yet a version of anything. */
export interface CatalogFilePlan {
  readonly code: string;
  readonly name: string;
  readonly entitlements: Entitlements;
}

/** What a catalog file holds: one provider and all that it sells. */
export interface CatalogFile {
  readonly provider: Omit<Provider, 'id'>;
  readonly plans: readonly CatalogFilePlan[];
}
