import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import { Binding, Database, databaseOver, Tenant, tenantKey } from './database';

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
export function walledDatabase({ staff, tenants }: ProgramPools): Database {
  /** Who holds each connection now. */
  const holders = new WeakMap<ClientBase, string>();
  const scopedTo = (tenant: Tenant): Database => {
    const key = tenantKey(tenant);
    if (key === null) return all;
    const own: Database = databaseOver(
      tenants,
      (other) => (tenantKey(other) === key ? own : scopedTo(other)),
      bindingTo(tenant, key, holders),
    );
    return own;
  };
  const all: Database = databaseOver(staff, scopedTo);
  return all;
}

// Role and tenant are settings of the session, and PostgreSQL plans a statement anew where the role has changed. A
// tenant that is not set is nobody, who sees no row.
const BIND = {
  name: 'bind-connection',
  text: `SELECT set_config('role', $1, false), set_config('ambit.customer_id', $2, false),
    set_config('ambit.provider_id', $3, false)`,
};

function bindingTo(
  { customerId, providerId }: Tenant,
  key: string,
  holders: WeakMap<ClientBase, string>,
): Binding {
  const role = customerId === null ? 'ambit_provider' : 'ambit_customer';
  const values = [role, customerId ?? '', providerId ?? ''];
  return {
    bind: (client) => {
      if (holders.get(client) === key) return undefined;
      holders.set(client, key);
      return client.query({ ...BIND, values });
    },
    forget: (client) => void holders.delete(client),
  };
}
