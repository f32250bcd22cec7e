import { Catalog } from '../catalog/persistence/catalog';
import { loadCatalogFiles } from '../catalog/use-cases/load-catalog-files';
import { whileLocked } from '../database/migrate';
import { DemoKeys } from '../demo/demo-keys';
import { DatabaseClock } from '../platform/database-clock';
import { Environment } from './environment';
import { KeepEmbedded, OpenDatabase, openDatabase } from './open-database';
import { startDemo } from './start-demo';
import { ProgramOptions } from './start-options';

/** What was started, in its order. */
export class Started {
  private readonly stops: (() => Promise<void>)[] = [];

  push(stop: () => Promise<void>): void {
    this.stops.push(stop);
  }

  /** Stops all of it, the last first. */
  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop();
  }
}

export interface OpenProgram extends Omit<OpenDatabase, 'close'> {
  readonly clock: DatabaseClock;
  /** Not read yet. */
  readonly catalog: Catalog;
}

/** Opens the database, and reads its clock. */
export async function openProgram(
  environment: Environment,
  started: Started,
  keep?: KeepEmbedded,
): Promise<OpenProgram> {
  const { close, ...opened } = await openDatabase(environment, keep);
  started.push(close);
  const clock = new DatabaseClock(opened.database.sql);
  await clock.read();
  return { ...opened, clock, catalog: new Catalog(opened.database) };
}

/** Loads the catalog files, and makes the demo where this start is to have one; its keys, null without. One process at a time. */
export function prepareProgram(
  program: OpenProgram,
  environment: Environment,
  options: ProgramOptions,
): Promise<DemoKeys | null> {
  const { sessions, database, catalog, clock } = program;
  return whileLocked(sessions, async () => {
    await loadCatalogFiles(database, environment.CATALOG_DIR, clock.now());
    await catalog.read();
    return startDemo(program, catalog, environment, options);
  });
}
