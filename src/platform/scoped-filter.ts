import { Clock } from '../shared/domain/clock';
import { TenantScope } from '../shared/domain/tenant-scope';
import { Filter } from './reads/keyset-page';
import { Sees, scopeValue, seenBy } from './scoped-statement';

/** Narrows a list to what the scope sees; adds nothing where that is everything. */
export function narrow(
  filter: Filter,
  { scope, clock }: { readonly scope: TenantScope; readonly clock: Clock },
  condition: (sees: Sees) => string,
): void {
  const { kind } = scope;
  if (kind === 'ALL') return;
  filter.add(condition(seenBy(kind, filter.value(scopeValue(scope, clock.now())))));
}
