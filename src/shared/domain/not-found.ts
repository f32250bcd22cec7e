import { RuleBroken, ruleBroken } from './refusal';
import { TenantScope } from './tenant-scope';

/**
 * Refuses what the caller does not see, or sees and may not change: the same words whether there is such a thing or not. To a
 * partner they say what it may do for its customers. Domain section 3, Partners.
 */
export function notFound({ kind }: TenantScope, thing: string, path: readonly string[]): RuleBroken {
  const message = `There is no such ${thing}`;
  if (kind !== 'PARTNER') return ruleBroken('NOT_FOUND', `${message}.`, path);
  const limits = 'of your own. For your customers you open incidents and answer questions.';
  return ruleBroken('NOT_FOUND', `${message} ${limits}`, path);
}
