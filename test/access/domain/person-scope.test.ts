import { readPerson } from '../../../src/access/domain/person';

const NAMES = { role: 'roles', customer: 'customer', provider: 'provider', name: 'name' };
const STAFF = { iss: 'https://id.example', sub: '8f3a', name: 'Anna Berg', roles: 'SUPPORT' };
const CUSTOMER = { ...STAFF, roles: 'CUSTOMER', customer: 'C-1' };

it('a token of a customer names the customer, one of staff perhaps a provider', () => {
  expect(readPerson(CUSTOMER, NAMES)).toMatchObject({
    value: { role: 'CUSTOMER', customerNumber: 'C-1', providerCode: null },
  });
  expect(readPerson({ ...STAFF, provider: 'op5' }, NAMES)).toMatchObject({
    value: { role: 'SUPPORT', customerNumber: null, providerCode: 'op5' },
  });
});

it.each<[string, object, string]>([
  ['without an issuer', { ...STAFF, iss: undefined }, 'The token lacks the claim iss.'],
  ['with an issuer that is no text', { ...STAFF, iss: 7 }, 'The claim iss must be a text of one line'],
  ['without a subject', { ...STAFF, sub: null }, 'The token lacks the claim sub.'],
  [
    'with a role of nobody',
    { ...STAFF, roles: 'ROOT' },
    'one role of ADMIN, SUPPORT, SALES, BILLING, CUSTOMER.',
  ],
  [
    'of a customer that names none',
    { ...CUSTOMER, customer: undefined },
    'must name a customer where the role is CUSTOMER',
  ],
  [
    'of a customer that names a provider',
    { ...CUSTOMER, provider: 'op5' },
    'The claim provider must be left out',
  ],
  ['of staff that names a customer', { ...STAFF, customer: 'C-1' }, 'The claim customer must be left out'],
])('a token %s names nobody, and its fault is told', (_, claims, fault) => {
  expect(readPerson({ ...claims }, NAMES)).toEqual({ fault: expect.stringContaining(fault) });
});

it('a token with a subject of 255 characters is the longest', () => {
  expect(readPerson({ ...STAFF, sub: 'x'.repeat(255) }, NAMES)).toHaveProperty('value');
});
