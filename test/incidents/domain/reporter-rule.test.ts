import { ada, codesFor, factsOf, RECEIVED_AT, refusalsFor } from './incident-request';

const standard = factsOf('it-novum', 'standard');
const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };

describe('unknown contact', () => {
  const off = (ms: number) => new Date(RECEIVED_AT.getTime() + ms);
  const partnered = (provider: 'it-novum' | 'op5', partnerId: string | null) =>
    factsOf(provider, 'standard', { partnerId });
  const partnersContact = { ...ada, contractId: '2', customerId: '8', providerId: 'op5' };

  it.each([
    ['nobody of this id', null],
    ['a contact of another contract of the customer', { ...ada, contractId: '2' }],
    ['one who is no longer a contact', { ...ada, until: RECEIVED_AT }],
    ['one who was named more than 5 minutes later', { ...ada, since: off(300_001) }],
  ])('%s is refused', (_name, reporter) => {
    expect(refusalsFor(standard, { reporter })).toMatchObject([
      { code: 'CONTACT_NOT_NAMED', path: ['input', 'contactId'] },
    ]);
  });

  it.each([
    ['one whose last instant it is', { ...ada, until: off(1) }],
    ['one who is named at that instant', { ...ada, since: RECEIVED_AT }],
    ['one who was named by a clock 5 minutes ahead', { ...ada, since: off(300_000) }],
  ])('%s is taken', (_name, reporter) => {
    expect(codesFor(standard, { reporter })).toEqual([]);
  });

  it.each([
    ['of the partner with the same provider is taken', partnered('op5', '8'), partnersContact, []],
    ['of a customer who is not the partner', partnered('op5', '9'), partnersContact, ['CONTACT_NOT_NAMED']],
    ['where there is no partner', partnered('op5', null), partnersContact, ['CONTACT_NOT_NAMED']],
    [
      'of the partner with another provider',
      partnered('op5', '8'),
      { ...partnersContact, providerId: 'it-novum' },
      ['CONTACT_NOT_NAMED'],
    ],
    [
      'of a partner at a provider who knows no partners',
      partnered('it-novum', '8'),
      { ...partnersContact, providerId: 'it-novum' },
      ['CONTACT_NOT_NAMED'],
    ],
  ])('a contact %s', (_name, facts, reporter, codes) => {
    const product = facts.provider.code === 'op5' ? op5 : {};
    expect(codesFor(facts, { reporter, ...product })).toEqual(codes);
  });
});
