import { Command, InvalidArgumentError } from 'commander';
import { ApiKeyEntity } from '../access/persistence/api-key.entity';
import { createApiKey } from '../access/use-cases/create-api-key';
import { revokeApiKey } from '../access/persistence/revoke-api-key';
import { CommandError } from '../boot/explain-failure';
import { runCommand } from '../boot/run-command';
import { CustomerEntity } from '../customers/persistence/customer.entity';
import { Role, ROLES } from '../shared/domain/caller';
import { systemClock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { foldText } from '../shared/domain/text';
import 'reflect-metadata';

const program = new Command('keys').description(
  'API keys of the database that DATABASE_URL names, or of the embedded one.',
);

program
  .command('create')
  .description('make a key; it is shown once')
  .requiredOption('--role <role>', `one of ${ROLES.join(', ')}`, parseRole)
  .option('--customer <number>', 'number of the customer, for role CUSTOMER')
  .option('--name <name>', 'what the key is called in histories and lists')
  .action((options: { role: Role; customer?: string; name?: string }) =>
    runCommand((database) => create(database, options)),
  );

program
  .command('list')
  .description('show all keys, without the keys themselves')
  .action(() => runCommand(list));

program
  .command('revoke <prefix>')
  .description('refuse a key from now on; PREFIX as `list` shows it')
  .action((prefix: string) => runCommand((database) => revoke(database, prefix)));

async function create(
  database: Database,
  options: { role: Role; customer?: string; name?: string },
): Promise<void> {
  const { role, customer } = options;
  if ((role === 'CUSTOMER') !== (customer !== undefined)) {
    throw new CommandError('--customer NUMBER goes with --role CUSTOMER, and with no other role.');
  }
  const customerId = customer === undefined ? null : await findCustomer(database, customer);
  const name = options.name ?? `${role.toLowerCase()} key`;
  process.stdout.write(`${await createApiKey(database, { name, role, customerId }, systemClock.now())}\n`);
}

async function findCustomer({ dataSource }: Database, number: string): Promise<string> {
  const customer = await dataSource.manager.findOneBy(CustomerEntity, {
    numberFolded: foldText(number),
  });
  if (customer === null) throw new CommandError(`There is no customer of number ${number}.`);
  return customer.id;
}

async function list({ dataSource }: Database): Promise<void> {
  const keys = await dataSource.manager.find(ApiKeyEntity, { order: { id: 'ASC' } });
  for (const key of keys) {
    const state = key.revokedAt === null ? 'valid' : `revoked ${key.revokedAt.toISOString()}`;
    process.stdout.write(
      `${key.prefix}\t${key.role}\t${key.name}\tmade ${key.createdAt.toISOString()}\t${state}\n`,
    );
  }
}

async function revoke(database: Database, prefix: string): Promise<void> {
  const revoked = await revokeApiKey(database, prefix, systemClock.now());
  if (revoked === 0)
    throw new CommandError(`There is no valid key ${prefix}; npm run keys -- list shows them.`);
  process.stdout.write(`revoked ${prefix}\n`);
}

function parseRole(text: string): Role {
  const role = ROLES.find((known) => known === text.toUpperCase());
  if (role === undefined) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
  return role;
}

void program.parseAsync();
