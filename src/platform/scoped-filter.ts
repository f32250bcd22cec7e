import { Clock } from '../shared/domain/clock';
import { TenantScope } from '../shared/domain/tenant-scope';
import { Filter } from './reads/keyset-page';
import { Sees, scopeValue, seenBy } from './scoped-statement';

/** Who sees something, and when. */
export interface Viewer {
  readonly scope: TenantScope;
  readonly clock: Clock;
}

/** Narrows a list to what the scope sees; adds nothing where that is everything. */
export function narrow(filter: Filter, { scope, clock }: Viewer, condition: (sees: Sees) => string): void {
  if (scope.kind !== 'ALL') filter.add(seenIn(filter, { scope, clock }, condition));
}

/** The same as SQL, for a part of a condition: `true` where the scope sees everything. */
export function seenIn(filter: Filter, { scope, clock }: Viewer, condition: (sees: Sees) => string): string {
  const { kind } = scope;
  if (kind === 'ALL') return 'true';
  return condition(seenBy(kind, filter.value(scopeValue(scope, clock.now()))));
}
