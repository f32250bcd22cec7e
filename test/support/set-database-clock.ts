import { queryDatabase } from './foreign-database';

/**
 * Lets the clock of a migrated database show an instant from now on, and go on from there: to who connects to it after this. Its
 * machine, and that of the test, stay as they are.
 */
export async function setDatabaseClock(url: string, at: Date): Promise<void> {
  const aheadMs = at.getTime() - Date.now();
  await queryDatabase(
    url,
    `CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS $$ SELECT pg_catalog.clock_timestamp() + interval '${aheadMs} ms' $$;
     DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$`,
  );
}
