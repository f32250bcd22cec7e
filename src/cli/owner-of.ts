import { CommandError } from '../boot/explain-failure';
import { Database } from '../platform/transactions/database';

/** The database as its owner sees it, who alone sees all rows. Throws CommandError where the program does not know the owner. */
export function ownerOf(owner: Database | null): Database {
  if (owner !== null) return owner;
  throw new CommandError(
    'This needs the owner of the database: set DATABASE_OWNER_URL to the user that owns it.',
  );
}
