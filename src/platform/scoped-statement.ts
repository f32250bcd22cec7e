import { SCOPE_KINDS, ScopeKind, TenantScope } from '../shared/domain/tenant-scope';
import { statement, Statement } from './sql';

/** Conditions that hold for what a tenant scope sees. Each takes the alias under which the table stands. */
export interface Sees {
  /** Of `contracts`; what belongs to a contract is seen with it. */
  readonly contract: (alias: string) => string;
  /** Of `customers`. */
  readonly customer: (alias: string) => string;
}

/** The value to bind for a scope, as the conditions of its kind read it. */
export function scopeValue(scope: TenantScope, now: Date): readonly (string | number)[] | null {
  switch (scope.kind) {
    case 'ALL':
      return null;
    case 'PROVIDER':
      return [scope.providerId!];
    case 'CUSTOMER':
      return [scope.customerId!];
    case 'PARTNER':
      return [scope.customerId!, now.getTime()];
  }
}

/**
 * What a kind of scope sees, as SQL. A text of its own for each kind, so that PostgreSQL asks nobody for more than his kind
 * needs: staff that sees everything is asked nothing at all. `placeholder` stands for `scopeValue`.
 */
export function seenBy(kind: ScopeKind, placeholder: string): Sees {
  const value = `(${placeholder}::bigint[])`;
  const id = `${value}[1]`;
  switch (kind) {
    case 'ALL': {
      // Named in the text at least: PostgreSQL wants to know the type of every bound value.
      const everything = () => `${value} IS NULL`;
      return { contract: everything, customer: everything };
    }
    case 'PROVIDER':
      return {
        contract: (c) => `${c}.provider_id = ${id}`,
        customer: (cu) =>
          `(${cu}.created_by_provider_id = ${id} OR EXISTS (SELECT FROM contracts sold
            WHERE sold.customer_id = ${cu}.id AND sold.provider_id = ${id}))`,
      };
    case 'CUSTOMER':
      return { contract: (c) => `${c}.customer_id = ${id}`, customer: (cu) => `${cu}.id = ${id}` };
    case 'PARTNER': {
      const providers = providersOfPartner(id, `to_timestamp(${value}[2] / 1000.0)`);
      return {
        contract: (c) =>
          `(${c}.customer_id = ${id} OR (${c}.provider_id IN (${providers})
            AND ${c}.customer_id IN (SELECT below.id FROM customers below WHERE below.partner_id = ${id})))`,
        customer: (cu) =>
          `(${cu}.id = ${id} OR (${cu}.partner_id = ${id} AND EXISTS (SELECT FROM contracts sold
            WHERE sold.customer_id = ${cu}.id AND sold.provider_id IN (${providers}))))`,
      };
    }
  }
}

/** `isActiveAt` of the domain, said in SQL of a contract under its alias. `today` is trusted SQL: the date in its own time zone. */
export function isActiveOn(contract: string, today: string): string {
  return `${contract}.cancelled_at IS NULL AND ${contract}.activates_on <= ${today}
    AND (${contract}.notice_ends_on IS NULL OR ${today} < ${contract}.notice_ends_on)`;
}

/** The providers with which a partner has an active contract, as a subquery. Both are trusted SQL. Domain section 3, Partners. */
export function providersOfPartner(partnerId: string, now: string): string {
  const today = `(${now} AT TIME ZONE own.time_zone)::date`;
  return `SELECT own.provider_id FROM contracts own
    WHERE own.customer_id = ${partnerId} AND ${isActiveOn('own', today)}`;
}

/** A statement that is narrowed to a tenant scope: to be asked with `scopeValue` at the placeholder. */
export type ScopedStatement = (scope: TenantScope) => Statement;

/**
 * The statement for each kind of scope: under its name for who sees everything, with the kind behind it for all others. `text` puts
 * the conditions of the kind where they belong.
 */
export function scopedStatement(
  name: string,
  placeholder: string,
  text: (sees: Sees) => string,
): ScopedStatement {
  const nameFor = (kind: ScopeKind) => (kind === 'ALL' ? name : `${name}.${kind.toLowerCase()}`);
  const made = new Map(
    SCOPE_KINDS.map((kind) => [kind, statement(nameFor(kind), text(seenBy(kind, placeholder)))]),
  );
  return ({ kind }) => made.get(kind)!;
}
