import {
  decideCreateApiKey,
  decideRevokeApiKey,
  decideRollApiKey,
  KeyState,
  WantedKey,
} from '../../../src/access/domain/key-rules';
import { refusalsOf } from '../../../src/shared/domain/decision';

const NOW = new Date('2026-06-10T10:00:00.000Z');
const STAFF: WantedKey = { role: 'SALES', customerId: null, providerId: null, expiresAt: null };
const CUSTOMER: WantedKey = { ...STAFF, role: 'CUSTOMER', customerId: '7' };

const refused = (decision: Parameters<typeof refusalsOf>[0]) =>
  refusalsOf(decision).map(({ code, path }) => `${code} ${path!.join('.')}`);
const creating = (wanted: WantedKey, makersProvider: string | null = null) =>
  refused(decideCreateApiKey(wanted, makersProvider, NOW));

it.each<[string, WantedKey, string[]]>([
  ['staff without a binding', STAFF, []],
  ['staff of one provider', { ...STAFF, providerId: '2' }, []],
  ['a customer', CUSTOMER, []],
  ['a customer that is not named', { ...CUSTOMER, customerId: null }, ['INVALID_INPUT input.customerId']],
  ['staff with a customer', { ...STAFF, customerId: '7' }, ['INVALID_INPUT input.customerId']],
  ['a customer with a provider', { ...CUSTOMER, providerId: '2' }, ['INVALID_INPUT input.providerCode']],
])('a key is bound as its role asks: %s', (_what, wanted, faults) => {
  expect(creating(wanted)).toEqual(faults);
});

it.each([
  ['2026-06-10T09:59:59.999Z', false],
  ['2026-06-10T10:00:00.000Z', false],
  ['2026-06-10T10:00:00.001Z', true],
  ['2031-06-10T10:00:00.000Z', true],
  ['2031-06-10T10:00:00.001Z', false],
])('a key made at 2026-06-10T10:00Z may expire at %s: %s', (expiresAt, isAllowed) => {
  const faults = creating({ ...STAFF, expiresAt: new Date(expiresAt) });
  expect(faults).toEqual(isAllowed ? [] : ['INVALID_INPUT input.expiresAt']);
});

it.each<[string, WantedKey, string[]]>([
  ['its own provider', { ...STAFF, providerId: '2' }, []],
  ['another provider', { ...STAFF, providerId: '1' }, ['NOT_FOUND input.providerCode']],
  ['all providers', STAFF, ['NOT_FOUND input.providerCode']],
  ['a customer', CUSTOMER, ['INVALID_INPUT input.role']],
])('who is bound to provider 2 makes keys of it alone, so not of %s', (_what, wanted, faults) => {
  expect(creating(wanted, '2')).toEqual(faults);
});

const VALID: KeyState = { name: 'desk', expiresAt: null, revokedAt: null };

it.each<[string, KeyState, number, string[]]>([
  ['a valid key without overlap', VALID, 0, []],
  ['the longest overlap', VALID, 72, []],
  ['a longer one', VALID, 73, ['INVALID_INPUT input.overlapHours']],
  ['one that is below nothing', VALID, -1, ['INVALID_INPUT input.overlapHours']],
  ['a key that expires in a moment', { ...VALID, expiresAt: new Date(NOW.getTime() + 1) }, 24, []],
  ['a key that expires now', { ...VALID, expiresAt: NOW }, 24, ['INVALID_STATE input.apiKeyId']],
  ['a revoked key', { ...VALID, revokedAt: NOW }, 24, ['INVALID_STATE input.apiKeyId']],
  [
    'a revoked key with a long overlap',
    { ...VALID, revokedAt: NOW },
    100,
    ['INVALID_STATE input.apiKeyId', 'INVALID_INPUT input.overlapHours'],
  ],
])('a key is rolled while it is valid, with an overlap of 0 to 72 hours: %s', (_what, key, hours, faults) => {
  expect(refused(decideRollApiKey(key, hours, NOW))).toEqual(faults);
});

it('a key is revoked once, also after it has expired', () => {
  expect(refused(decideRevokeApiKey({ ...VALID, expiresAt: new Date(0) }))).toEqual([]);
  expect(refused(decideRevokeApiKey({ ...VALID, revokedAt: NOW }))).toEqual(['INVALID_STATE input.apiKeyId']);
});
