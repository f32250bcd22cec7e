import 'reflect-metadata';
import { dataSourceFor } from './src/boot/data-source';
import { readEnvironment } from './src/boot/environment';

// What TypeORM's command line works on. The program itself makes its data source in src/main.ts.
const environment = readEnvironment();

export default dataSourceFor(environment.DATABASE_URL ?? 'postgres://localhost:5432/ambit', environment);
