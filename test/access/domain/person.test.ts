import { isIssuer } from '../../../src/access/domain/issuer-url';
import { readPerson } from '../../../src/access/domain/person';

const NAMES = { role: 'roles', customer: 'customer', provider: 'provider', name: 'name' };
const SOUND = { iss: 'https://id.example', sub: '8f3a', name: 'Anna Berg', roles: 'SUPPORT' };

function nameOf(name: unknown, sub = '8f3a'): string {
  const person = readPerson({ ...SOUND, sub, name }, NAMES);
  if ('fault' in person) throw new Error(person.fault);
  return person.value.name;
}

it('staff without further claims sees all', () => {
  expect(readPerson(SOUND, NAMES)).toEqual({
    value: {
      issuer: 'https://id.example',
      subject: '8f3a',
      name: 'Anna Berg',
      role: 'SUPPORT',
      customerNumber: null,
      providerCode: null,
    },
  });
});

it.each([
  ['  Anna \u202e\n Berg\t', 'Anna Berg'],
  ['e\u0301va', 'éva'],
  ['a\ud800b', 'a b'],
  ['x'.repeat(300), 'x'.repeat(200)],
  ['😀'.repeat(300), '😀'.repeat(200)],
])('a name is shown as one line of at most 200 characters: %j', (name, shown) => {
  expect(nameOf(name)).toBe(shown);
});

it.each([undefined, null, '', ' \u200b', 7, ['Anna'], 'system', ' SYSTEM', 'Support'])(
  'the subject is shown where the name is %j',
  (name) => expect(nameOf(name)).toBe('8f3a'),
);

it('a subject that is a word of the histories is not shown either', () => {
  expect(nameOf(undefined, 'system')).toBe('person');
});

it('a list is read as the one role of this program in it', () => {
  const person = readPerson({ ...SOUND, roles: ['offline_access', 'BILLING', 7, null] }, NAMES);
  expect(person).toMatchObject({ value: { role: 'BILLING' } });
});

it.each<[string, object, string]>([
  ['no role', { roles: undefined }, 'The token lacks the claim roles.'],
  ['a role that is an object', { roles: { ADMIN: true } }, 'The claim roles must name one role of'],
  ['a list without a role', { roles: [] }, 'The claim roles must name one role of'],
  ['a list in a list', { roles: [['ADMIN']] }, 'The claim roles must name one role of'],
  ['two roles', { roles: ['ADMIN', 'SALES'] }, 'not several.'],
  ['a subject of 256 characters', { sub: 'x'.repeat(256) }, 'The claim sub must be a text of one line'],
  ['a customer of two lines', { roles: 'CUSTOMER', customer: 'a\nb' }, 'The claim customer must be a text'],
  ['an empty customer', { roles: 'CUSTOMER', customer: '' }, 'The claim customer must be a text'],
  ['an empty customer of staff', { customer: '' }, 'The claim customer must be a text'],
  ['a provider that is a list', { provider: ['op5'] }, 'The claim provider must be a text'],
])('is refused with the name of the claim: %s', (_, claims, fault) => {
  expect(readPerson({ ...SOUND, ...claims }, NAMES)).toEqual({ fault: expect.stringContaining(fault) });
});

it('a claim of the name of a property that every object has is still missing', () => {
  expect(readPerson(SOUND, { ...NAMES, role: 'constructor' })).toEqual({
    fault: 'The token lacks the claim constructor.',
  });
});

it.each([
  ['https://login.example.com/realms/support', true],
  ['https://login.example.com/', true],
  ['http://127.0.0.1:8080/realms/support', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['http://login.example.com', false],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1@login.example.com', false],
  ['https://login.example.com/?tenant=1', false],
  ['https://login.example.com/#a', false],
  ['ftp://login.example.com', false],
  ['login.example.com', false],
])('whether an issuer may be %s: %s', (text, may) => {
  expect(isIssuer(text)).toBe(may);
});
