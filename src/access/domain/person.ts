import { Role, ROLES } from '../../shared/domain/caller';
import { cleanText, foldText, isFilledIn, isOneLine } from '../../shared/domain/text';

/** The names of the claims of a token that say who somebody is to this program. */
export interface ClaimNames {
  readonly role: string;
  readonly customer: string;
  readonly provider: string;
  readonly name: string;
}

/** Who somebody is, as the claims of a sound token say. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  /** For histories and the audit log: one line of at most 200 characters. */
  readonly name: string;
  readonly role: Role;
  /** Set for role CUSTOMER, and for no other. */
  readonly customerNumber: string | null;
  /** For staff: code of the one provider whose rows the person sees; null: all. */
  readonly providerCode: string | null;
}

type Claims = Readonly<Record<string, unknown>>;
type Read<T> = { readonly value: T } | { readonly fault: string };

const LONGEST = 255;
const LONGEST_NAME = 200;

/** Who histories say acted where it was no person: nobody may be called like that. */
const TAKEN_NAMES = new Set(['system', 'support']);

/**
 * Who the claims of a sound token name, or the fault of the first claim that is wrong: it names the claim and never repeats
 * its value. Domain section 11.
 */
export function readPerson(claims: Claims, names: ClaimNames): Read<Person> {
  const [issuer, subject] = [lineOf(claims, 'iss'), lineOf(claims, 'sub')];
  if ('fault' in issuer) return issuer;
  if ('fault' in subject) return subject;
  if (issuer.value === null) return missing('iss');
  if (subject.value === null) return missing('sub');
  const role = roleOf(claims, names.role);
  if ('fault' in role) return role;
  const [customer, provider] = [lineOf(claims, names.customer), lineOf(claims, names.provider)];
  if ('fault' in customer) return customer;
  if ('fault' in provider) return provider;
  const isCustomer = role.value === 'CUSTOMER';
  if (isCustomer && customer.value === null)
    return { fault: `The claim ${names.customer} must name a customer where the role is CUSTOMER.` };
  if (!isCustomer && customer.value !== null)
    return { fault: `The claim ${names.customer} must be left out where the role is not CUSTOMER.` };
  if (isCustomer && provider.value !== null)
    return { fault: `The claim ${names.provider} must be left out where the role is CUSTOMER.` };
  return {
    value: {
      issuer: issuer.value,
      subject: subject.value,
      name: shownName(claimOf(claims, names.name)) ?? shownName(subject.value) ?? 'person',
      role: role.value,
      customerNumber: customer.value,
      providerCode: provider.value,
    },
  };
}

/** A role, or a list with one role of this program among others that mean nothing to it. */
function roleOf(claims: Claims, name: string): Read<Role> {
  const claim = claimOf(claims, name);
  if (claim == null) return missing(name);
  const given: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const known = ROLES.filter((role) => given.includes(role));
  if (known.length === 1) return { value: known[0]! };
  const fault = `The claim ${name} must name one role of ${ROLES.join(', ')}`;
  return { fault: known.length === 0 ? `${fault}.` : `${fault}, not several.` };
}

/** A claim of one line; null where the token has none. */
function lineOf(claims: Claims, name: string): Read<string | null> {
  const claim = claimOf(claims, name);
  if (claim == null) return { value: null };
  const isLine = typeof claim === 'string' && isOneLine(claim) && isFilledIn(claim) && !/\p{Cs}/u.test(claim);
  if (isLine && claim.length <= LONGEST) return { value: claim };
  return { fault: `The claim ${name} must be a text of one line, at most ${LONGEST} characters.` };
}

/** The text without what is not one line; null where nothing is left, or a word of the histories. */
function shownName(claim: unknown): string | null {
  if (typeof claim !== 'string') return null;
  const line = cleanText(claim.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{White_Space}]+/gu, ' '));
  const shown = [...line].slice(0, LONGEST_NAME).join('').trim();
  return isFilledIn(shown) && !TAKEN_NAMES.has(foldText(shown)) ? shown : null;
}

function missing(name: string): { readonly fault: string } {
  return { fault: `The token lacks the claim ${name}.` };
}

/** Its own claims alone: a setting may name one like a property that every object has. */
function claimOf(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}
