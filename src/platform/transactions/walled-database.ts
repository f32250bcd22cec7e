import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import { Binding, Database, databaseOver, Tenant, tenantKey } from './database';

/** Settings of PostgreSQL by their names, as numbers and plain words. */
export type SessionSettings = Readonly<Record<string, string | number>>;

/** The pools of the program: one for staff that is bound to nothing, whose every connection has its role; one for all others. */
export interface ProgramPools {
  readonly staff: DataSource;
  /** Connections without a role: nothing can be read over them before they are bound. */
  readonly tenants: DataSource;
}

/**
 * The database of the program. What is read and written for a customer or for staff of one provider goes over connections
 * that are bound to it, and to nothing else, until they change hands.
 */
export function walledDatabase(pools: ProgramPools, tellsPositions = false): Database {
  /** Who holds each connection now. */
  const holders = new WeakMap<ClientBase, string>();
  const bindingOf: BindingOf = (tenant, key) => (key === null ? null : bindingTo(tenant, key, holders));
  return databaseOfPools(pools, bindingOf, tellsPositions);
}

/**
 * The same behind a pooler that gives a connection for one transaction alone: role, tenant and settings are those of each
 * transaction, and end with it. No connection of either pool has a role of its own.
 */
export function pooledDatabase(
  pools: ProgramPools,
  settings: SessionSettings,
  tellsPositions = false,
): Database {
  return databaseOfPools(pools, (tenant) => localBindingTo(tenant, settings), tellsPositions);
}

/** Asked with the text of the tenant too, null for all rows. */
type BindingOf = (tenant: Tenant, key: string | null) => Binding | null;

function databaseOfPools(
  { staff, tenants }: ProgramPools,
  bindingOf: BindingOf,
  tellsPositions: boolean,
): Database {
  const scopedTo = (tenant: Tenant): Database => {
    const key = tenantKey(tenant);
    if (key === null) return all;
    const own: Database = databaseOver(
      tenants,
      (other) => (tenantKey(other) === key ? own : scopedTo(other)),
      bindingOf(tenant, key),
      tellsPositions,
    );
    return own;
  };
  const nobody = { customerId: null, providerId: null };
  const all: Database = databaseOver(staff, scopedTo, bindingOf(nobody, null), tellsPositions);
  return all;
}

// Role and tenant are settings of the session, and PostgreSQL plans a statement anew where the role has changed. A
// tenant that is not set is nobody, who sees no row.
const BIND = {
  name: 'bind-connection',
  text: `SELECT set_config('role', $1, false), set_config('ambit.customer_id', $2, false),
    set_config('ambit.provider_id', $3, false)`,
};

function bindingTo(tenant: Tenant, key: string, holders: WeakMap<ClientBase, string>): Binding {
  const { customerId, providerId } = tenant;
  const values = [roleOf(tenant), customerId ?? '', providerId ?? ''];
  return {
    begin: 'BEGIN',
    bind: (client) => {
      if (holders.get(client) === key) return undefined;
      holders.set(client, key);
      return client.query({ ...BIND, values });
    },
    forget: (client) => void holders.delete(client),
  };
}

function localBindingTo(tenant: Tenant, settings: SessionSettings): Binding {
  const all = {
    ...settings,
    role: roleOf(tenant),
    'ambit.customer_id': tenant.customerId ?? '',
    'ambit.provider_id': tenant.providerId ?? '',
  };
  const set = Object.entries(all).map(([name, value]) => `set_config('${name}', '${plain(value)}', true)`);
  return {
    begin: `BEGIN; SELECT ${set.join(', ')}`,
    isLocal: true,
    bind: () => undefined,
    forget: () => undefined,
  };
}

/** Stands in the text of a statement: an id, a number, a name. */
function plain(value: string | number): string {
  if (!/^\w*$/.test(String(value))) throw new Error('a setting that is no plain word');
  return String(value);
}

function roleOf({ customerId, providerId }: Tenant): string {
  if (customerId === null && providerId === null) return 'ambit_staff';
  return customerId === null ? 'ambit_provider' : 'ambit_customer';
}
