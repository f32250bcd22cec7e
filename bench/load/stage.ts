import { useIdKey } from '../../src/shared/domain/hidden-number';
import { AMBIT } from '../contenders/ambit';
import { Contender } from '../contenders/contender';
import { Cluster, openCluster } from '../database/cluster';
import { makeKeys } from '../database/make-keys';
import { makePeerSchema } from '../database/peer-schema';
import { makeSampleDatabase } from '../database/sample-database';
import { Progress } from '../data/load-data';
import { Size } from '../data/size';
import { RequestFiles } from './measure';
import { RunningServer, startServer } from './running-server';

/** Whatever a run starts and makes, to be stopped and removed again in the other order, however the run ends. */
export class Stage {
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly cluster: Cluster,
    readonly files: RequestFiles,
    readonly month: Date,
    private readonly progress: Progress,
  ) {
    this.closing.push(() => cluster.stop());
    this.closing.push(() => files.remove());
  }

  static async open(databaseUrl: string | undefined, month: Date, progress: Progress): Promise<Stage> {
    return new Stage(await openCluster(databaseUrl), await RequestFiles.make(), month, progress);
  }

  /** Starts the contenders on a database of their own, with the data of a size. */
  async serversOn(
    size: Size,
    contenders: readonly Contender[],
    reload: boolean,
  ): Promise<{ readonly databaseUrl: string; readonly servers: readonly RunningServer[] }> {
    const { cluster, month, progress } = this;
    const database = await makeSampleDatabase(cluster, size, month, { reload, progress });
    this.closing.push(() => database.drop());
    useIdKey(database.idKey);
    const keys = await makeKeys(database.url);
    if (contenders.some(({ name }) => !name.startsWith(AMBIT.name))) await makePeerSchema(database.url);
    const servers: RunningServer[] = [];
    for (const contender of contenders) {
      const server = await startServer(contender, database.url, keys);
      this.closing.push(() => server.stop());
      servers.push(server);
    }
    await cluster.query('CHECKPOINT');
    return { databaseUrl: database.url, servers };
  }

  async close(): Promise<void> {
    for (const close of this.closing.splice(0).reverse()) await close();
  }
}
