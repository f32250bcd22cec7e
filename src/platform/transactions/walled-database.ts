import type { ClientBase, Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { Binding, Database, databaseOver, Tenant } from './database';

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
    if (tenant.customerId === null && tenant.providerId === null) return all;
    const own: Database = databaseOver(
      tenants,
      (other) => (textOf(other) === textOf(tenant) ? own : scopedTo(other)),
      bindingTo(tenant, holders),
    );
    return own;
  };
  surviveLoss(tenants);
  const all: Database = databaseOver(staff, scopedTo);
  return all;
}

/** A connection that is lost while a statement has it tells so twice; the statement's own error is enough. */
function surviveLoss({ driver }: DataSource): void {
  (driver as unknown as { master: Pool }).master.on('acquire', (client) => {
    if (client.listenerCount('error') === 0) client.on('error', () => undefined);
  });
}

// Role and tenant are settings of the session, and PostgreSQL plans a statement anew where the role has changed. A
// tenant that is not set is nobody, who sees no row.
const BIND = {
  name: 'bind-connection',
  text: `SELECT set_config('role', $1, false), set_config('ambit.customer_id', $2, false),
    set_config('ambit.provider_id', $3, false)`,
};

function bindingTo(tenant: Tenant, holders: WeakMap<ClientBase, string>): Binding {
  const { customerId, providerId } = tenant;
  const role = customerId === null ? 'ambit_provider' : 'ambit_customer';
  const values = [role, customerId ?? '', providerId ?? ''];
  const text = textOf(tenant);
  return {
    bind: (client) => {
      if (holders.get(client) === text) return undefined;
      holders.set(client, text);
      return client.query({ ...BIND, values });
    },
    forget: (client) => void holders.delete(client),
  };
}

function textOf({ customerId, providerId }: Tenant): string {
  return `${customerId ?? ''} ${providerId ?? ''}`;
}
