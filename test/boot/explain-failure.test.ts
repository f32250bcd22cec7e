import { CommandError, explainFailure } from '../../src/boot/explain-failure';
import { ConnectError } from '../../src/boot/connect';
import { EnvironmentError } from '../../src/boot/environment';
import { ListenError } from '../../src/boot/listen';
import { CatalogConflictError } from '../../src/catalog/use-cases/load-catalog';
import { CatalogFolderError } from '../../src/catalog/use-cases/load-catalog-files';
import { EmbeddedPostgresError } from '../../src/database/embedded/embedded-postgres-error';
import { SchemaTooNewError } from '../../src/database/migrate';

const withCode = (code: string, message = 'what the driver says') =>
  Object.assign(new Error(message), { code });

it('lists every fault of the settings, and exits as programs with a faulty configuration do', () => {
  const { message, exitCode } = explainFailure(
    new EnvironmentError(['PORT: must be a number', 'HOST: is not']),
  );
  expect([message, exitCode]).toEqual(['Faulty settings:\n  PORT: must be a number\n  HOST: is not', 78]);
});

it('tells a command’s own words', () => {
  expect(explainFailure(new CommandError('No.'))).toEqual({ message: 'No.', exitCode: 1 });
});

it.each<[Error, RegExp, RegExp]>([
  [
    new ListenError('127.0.0.1', 4000, 'EADDRINUSE'),
    /^Port 4000 of 127.0.0.1 is taken/,
    /PORT=4001 npm start$/,
  ],
  [new ListenError('0.0.0.0', 80, 'EACCES'), /^Port 80 is not free to this user/, /PORT=4000 npm start$/],
  [
    new ListenError('nowhere', 4000, 'ENOTFOUND'),
    /^nowhere is no address of this machine \(ENOTFOUND\)/,
    /^Set HOST/,
  ],
  [
    new ConnectError(withCode('ECONNREFUSED', '')),
    /^The database does not answer \(ECONNREFUSED\)/,
    /DATABASE_URL/,
  ],
  [new ConnectError(withCode('ENOTFOUND')), /^The database does not answer \(ENOTFOUND\)/, /DATABASE_URL/],
  [
    new ConnectError(new Error('timeout expired')),
    /^The database does not answer \(timeout expired\)/,
    /DATABASE_URL/,
  ],
  [
    new ConnectError(withCode('28P01', 'password authentication failed')),
    /^The database refuses: password auth/,
    /DATABASE_URL/,
  ],
  [
    new ConnectError(withCode('3D000', 'database "x" does not exist')),
    /^The database refuses: database "x"/,
    /DATABASE_URL/,
  ],
  [
    new ConnectError(new Error('The server does not support SSL connections')),
    /does not support SSL/,
    /DATABASE_URL/,
  ],
  [
    withCode('42501', 'permission denied for schema public'),
    /^The database refuses: permission denied/,
    /owns it/,
  ],
  [withCode('57P01', 'terminating connection'), /^The database does not answer \(57P01\)/, /DATABASE_URL/],
  [
    new SchemaTooNewError(['Future1']),
    /^The database is newer than this program: .*Future1/,
    /newer program/,
  ],
  [
    new CatalogConflictError('provider.timeZone: moved'),
    /^The catalog cannot be loaded: provider.timeZone/,
    /old value/,
  ],
  [
    new CatalogFolderError('nowhere', 'cannot be read (ENOENT)'),
    /^The catalog folder nowhere cannot be read/,
    /CATALOG_DIR/,
  ],
  [new EmbeddedPostgresError('It is broken.', 'Mend it.'), /^It is broken\.$/, /^Mend it\.$/],
  [
    Object.assign(withCode('EACCES'), { path: '/data/keys.json' }),
    /^\/data\/keys.json cannot be used \(EACCES\)/,
    /DATA_DIR/,
  ],
])('%s: the cause in one line and the next step in another', (error, cause, nextStep) => {
  const { message, exitCode } = explainFailure(error);
  const lines = message.split('\n');
  expect(lines).toEqual([expect.stringMatching(cause), expect.stringMatching(nextStep)]);
  expect(exitCode).toBe(69);
});

it('hides nothing of a bug', () => {
  const fault = new TypeError('undefined is not a function');
  const { message, exitCode } = explainFailure(fault);
  expect(exitCode).toBe(70);
  expect(message).toContain(fault.stack!);
});
