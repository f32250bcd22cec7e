import 'reflect-metadata';
import { dataSourceFor } from './src/boot/data-source';
import { readEnvironment } from './src/boot/environment';

// What TypeORM's command line works on: `npm run typeorm -- migration:show -d ormconfig.ts`. The program makes its own
// data source at the start.
const environment = readEnvironment();

export default dataSourceFor(environment.DATABASE_URL ?? 'postgres://localhost:5432/ambit', environment);
