import { Catalog } from '../../catalog/persistence/catalog';
import { customerOfNumber } from '../../customers/persistence/customer-of-number';
import { Database } from '../../platform/transactions/database';
import { Caller } from '../../shared/domain/caller';
import { ClaimNames, Person } from '../domain/person';
import { InvalidTokenError } from '../invalid-token';
import { personId } from '../persistence/people';

export interface PeopleParts {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly claimNames: ClaimNames;
}

/**
 * The person as a caller, with the id under which it was first seen. Throws InvalidTokenError where there is no such customer
 * or provider, and writes nothing then.
 */
export async function findPerson(
  parts: PeopleParts,
  person: Person,
  knownId: string | null,
  now: Date,
): Promise<Caller> {
  const { database } = parts;
  const { issuer, subject, name, role } = person;
  const customer = await customerOf(parts, person);
  const providerId = await providerIdOf(parts, person);
  const keyId = knownId ?? (await personId(database.sql, issuer, subject, now));
  return {
    keyId,
    name,
    role,
    customerId: customer?.id ?? null,
    isPartner: customer?.isPartner ?? false,
    providerId,
  };
}

async function customerOf({ database, claimNames }: PeopleParts, { customerNumber }: Person) {
  if (customerNumber === null) return null;
  const customer = await customerOfNumber(database.sql, customerNumber);
  if (customer !== null) return customer;
  throw new InvalidTokenError(`The claim ${claimNames.customer} of the token names no customer.`);
}

async function providerIdOf(
  { catalog, claimNames }: PeopleParts,
  { providerCode }: Person,
): Promise<string | null> {
  if (providerCode === null) return null;
  await catalog.renew();
  const provider = (await catalog.allProviders()).find(({ code }) => code === providerCode);
  if (provider !== undefined) return provider.id;
  throw new InvalidTokenError(`The claim ${claimNames.provider} of the token names no provider.`);
}
