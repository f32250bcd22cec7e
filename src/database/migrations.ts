import { Foundation1795300000000 } from './migrations/1795300000000-foundation';
import { Incidents1795300000001 } from './migrations/1795300000001-incidents';

/** Every migration, oldest first. A list, not a folder pattern: what runs is what was compiled. */
export const MIGRATIONS = [Foundation1795300000000, Incidents1795300000001];
