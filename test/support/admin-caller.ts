/** Somebody who may do everything, for tests that need no key of the database. */
export const ADMIN_CALLER = {
  keyId: '7',
  name: 'a key',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;
