import { FastifyBaseLogger } from 'fastify';
import { IssuerKeys } from '../access/issuer-keys';
import { KnownPeople } from '../access/known-people';
import { Environment } from '../boot/environment';
import { Catalog } from '../catalog/persistence/catalog';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';

export interface PeopleOf {
  readonly environment: Environment;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/** The people whom the identity providers of the settings send; null where none is set. */
export function peopleOf({ environment, database, catalog, clock, log }: PeopleOf): KnownPeople | null {
  const { OIDC_ISSUER: issuers, OIDC_AUDIENCE: audience } = environment;
  if (issuers === undefined || audience === undefined) return null;
  const onFailure = (issuer: string, reason: string) =>
    log.warn({ issuer, reason }, 'an identity provider could not be asked for its keys');
  const rules = {
    audience,
    issuers: new Map(issuers.map((issuer) => [issuer, new IssuerKeys(issuer, onFailure)])),
  };
  const claimNames = {
    role: environment.OIDC_ROLE_CLAIM,
    customer: environment.OIDC_CUSTOMER_CLAIM,
    provider: environment.OIDC_PROVIDER_CLAIM,
    name: environment.OIDC_NAME_CLAIM,
  };
  return new KnownPeople(rules, { database, catalog, claimNames }, clock);
}
