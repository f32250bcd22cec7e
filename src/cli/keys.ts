import { Command, InvalidArgumentError } from 'commander';
import { issueApiKey } from '../access/use-cases/create-api-key';
import { allApiKeys, idsByPrefix, ListedKey } from '../access/persistence/api-keys';
import { KeyContext, programRequest } from '../access/use-cases/program-request';
import { revokeApiKey } from '../access/use-cases/revoke-api-key';
import { rollApiKey } from '../access/use-cases/roll-api-key';
import { CommandError } from '../boot/explain-failure';
import { CommandParts, runCommand } from '../boot/run-command';
import { ProviderEntity } from '../catalog/persistence/catalog.entity';
import { CustomerEntity } from '../customers/persistence/customer.entity';
import { Role, ROLES } from '../shared/domain/caller';
import { Database } from '../platform/transactions/database';
import { parseGlobalId, toGlobalId } from '../shared/domain/global-id';
import { Refused } from '../shared/domain/refusal';
import { foldText, isOneLine } from '../shared/domain/text';
import { DateTimeScalar } from '../shared/graphql/scalars';
import 'reflect-metadata';

interface CreateOptions {
  readonly role: Role;
  readonly customer?: string;
  readonly provider?: string;
  readonly name?: string;
  readonly expires?: Date;
}

const program = new Command('keys').description(
  'API keys of the database that DATABASE_URL names, or of the embedded one.',
);

program
  .command('create')
  .description('make a key; it is shown once')
  .requiredOption('--role <role>', `one of ${ROLES.join(', ')}`, parseRole)
  .option('--customer <number>', 'number of the customer, for role CUSTOMER')
  .option('--provider <code>', 'code of the one provider that a staff key is bound to')
  .option('--name <name>', 'what the key is called in histories and lists', parseName)
  .option('--expires <instant>', 'from when on it is refused, such as 2027-01-01T00:00:00Z', parseExpiry)
  .action((options: CreateOptions) => run('createApiKey', (act) => create(act, options)));

program
  .command('list')
  .description('show all keys, without the keys themselves')
  .action(() => runCommand(list));

program
  .command('roll <key>')
  .description('give a key a new secret, shown once; KEY is its id or its prefix, as `list` shows them')
  .option('--overlap <hours>', 'for how long the old secret goes on, 0 to 72', parseHours, 24)
  .action((key: string, { overlap: overlapHours }: { overlap: number }) =>
    run('rollApiKey', async ({ database, context }) => {
      const apiKeyId = await findKey(database, key);
      print((await rollApiKey(context, { apiKeyId, overlapHours })).secret!);
    }),
  );

program
  .command('revoke <key>')
  .description('refuse a key from now on; KEY is its id or its prefix, as `list` shows them')
  .action((key: string) =>
    run('revokeApiKey', async ({ database, context }) => {
      await revokeApiKey(context, await findKey(database, key));
      print(`revoked ${key}`);
    }),
  );

interface Act {
  readonly database: Database;
  readonly context: KeyContext;
}

/** Acts under the name of the command line, and tells a refusal in its own words. */
function run(mutation: string, work: (act: Act) => Promise<void>): Promise<void> {
  return runCommand(async ({ database, clock }) => {
    const context = programRequest(database, 'command line', mutation, clock.now());
    await work({ database, context }).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      throw new CommandError(error.refusals.map(({ message }) => message).join('\n'));
    });
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function create({ database, context }: Act, options: CreateOptions): Promise<void> {
  const { role, customer, provider, expires } = options;
  if ((role === 'CUSTOMER') !== (customer !== undefined)) {
    throw new CommandError('--customer NUMBER goes with --role CUSTOMER, and with no other role.');
  }
  if (role === 'CUSTOMER' && provider !== undefined)
    throw new CommandError('--provider CODE goes with the roles of staff, not with --role CUSTOMER.');
  const { secret } = await issueApiKey(context, {
    name: options.name ?? `${role.toLowerCase()} key`,
    role,
    customerId: customer === undefined ? null : await findCustomer(database, customer),
    providerId: provider === undefined ? null : await findProvider(database, provider),
    expiresAt: expires ?? null,
  });
  print(secret!);
}

async function findCustomer({ dataSource }: Database, number: string): Promise<string> {
  const customer = await dataSource.manager.findOneBy(CustomerEntity, {
    numberFolded: foldText(number),
  });
  if (customer === null) throw new CommandError(`There is no customer of number ${number}.`);
  return customer.id;
}

async function findProvider({ dataSource }: Database, code: string): Promise<string> {
  const provider = await dataSource.manager.findOneBy(ProviderEntity, { code });
  if (provider === null) throw new CommandError(`There is no provider of code ${code}.`);
  return provider.id;
}

/** The key of an id, or of a prefix that one valid key has. */
async function findKey({ sql }: Database, text: string): Promise<string> {
  const parsed = parseGlobalId(text);
  if (parsed?.type === 'ApiKey') return parsed.id;
  const [id, ...others] = await idsByPrefix(sql, text);
  if (id === undefined)
    throw new CommandError(`There is no valid key ${text}; npm run keys -- list shows them.`);
  if (others.length === 0) return id;
  const ids = [id, ...others].map((each) => toGlobalId('ApiKey', each));
  throw new CommandError(`Several keys begin with ${text}; name one of them by its id: ${ids.join(', ')}.`);
}

async function list({ database: { sql }, clock }: CommandParts): Promise<void> {
  const now = clock.now();
  for (const key of await allApiKeys(sql)) {
    const columns = [toGlobalId('ApiKey', key.id), key.prefix, key.role, key.name, ...factsOf(key, now)];
    print(columns.join('\t'));
  }
}

function factsOf(key: ListedKey, now: Date): string[] {
  const used = key.lastUsedAt === null ? 'never used' : `last used ${key.lastUsedAt.toISOString()}`;
  return [boundTo(key), `made ${key.createdAt.toISOString()} by ${key.createdBy}`, used, stateOf(key, now)];
}

function boundTo({ customerNumber, providerCode }: ListedKey): string {
  if (customerNumber !== null) return `customer ${customerNumber}`;
  return providerCode === null ? 'all providers' : `provider ${providerCode}`;
}

function stateOf({ revokedAt, revokedBy, expiresAt }: ListedKey, now: Date): string {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString()} by ${revokedBy}`;
  if (expiresAt === null) return 'valid';
  return `${expiresAt <= now ? 'expired' : 'valid until'} ${expiresAt.toISOString()}`;
}

function parseRole(text: string): Role {
  const role = ROLES.find((known) => known === text.toUpperCase());
  if (role === undefined) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
  return role;
}

function parseName(text: string): string {
  if (text.trim() === '' || !isOneLine(text) || text.length > 100)
    throw new InvalidArgumentError('It must be one line of 1 to 100 characters.');
  return text;
}

function parseExpiry(text: string): Date {
  try {
    return DateTimeScalar.parseValue(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function parseHours(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of hours.');
  return Number(text);
}

void program.parseAsync();
