import { berlin } from '../../calendar/calendars';
import { codesFor, factsOf } from './incident-request';

const standard = factsOf('it-novum', 'standard');
const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };

describe('solution', () => {
  it.each([
    ['openitcockpit-enterprise', '3', []],
    ['openitcockpit-enterprise', '3.0.0', []],
    ['openitcockpit-enterprise', '2.99.99', ['VERSION_NOT_SUPPORTED']],
    ['openitcockpit-enterprise', 'the newest', ['VERSION_NOT_SUPPORTED']],
    ['znuny', '6.5', []],
    ['znuny', 'LTS', []],
    ['i-doit-pro', '1', []],
    ['connectors', '0.1', []],
    ['op5-monitor', '9.1.1', ['PRODUCT_NOT_SUPPORTED']],
    ['Znuny', '6.5', ['PRODUCT_NOT_SUPPORTED']],
    ['', '6.5', ['PRODUCT_NOT_SUPPORTED']],
  ])('it-novum: %s %s', (product, productVersion, codes) => {
    expect(codesFor(standard, { product, productVersion })).toEqual(codes);
  });

  it.each([
    // 9.0.0 came out on 2026-02-16: 8.2.1 is the newest of major 8 until 8.2.2 comes out on 2026-05-11.
    ['op5-monitor', '9.0.1', '2026-04-13 00:00:00', []],
    ['op5-monitor', '9.0.1', '2026-04-12 23:59:59', ['VERSION_NOT_SUPPORTED']],
    ['op5-monitor', '8.2.1', '2026-05-10 23:59:59', []],
    ['op5-monitor', '8.2.1', '2026-05-11 00:00:00', ['VERSION_NOT_SUPPORTED']],
    ['op5-monitor', '8.2.2', '2026-05-11 00:00:00', []],
    ['op5-monitor', '7.2.1', '2026-05-11 00:00:00', ['VERSION_NOT_SUPPORTED']],
    ['op5-monitor', '99', '2026-05-11 00:00:00', ['VERSION_NOT_SUPPORTED']],
    ['znuny', '6.5', '2026-05-11 00:00:00', ['PRODUCT_NOT_SUPPORTED']],
  ])('OP5: %s %s received %s', (product, productVersion, received, codes) => {
    const request = { product, productVersion, receivedAt: berlin(received) };
    expect(codesFor(factsOf('op5', 'standard'), request)).toEqual(codes);
  });
});

describe('test system', () => {
  it.each([
    ['it-novum', 'basic', ['TEST_SYSTEM_NOT_SUPPORTED']],
    ['it-novum', 'standard', []],
    ['it-novum', 'premium', []],
    ['op5', 'basic', []],
  ] as const)('%s %s', (provider, plan, codes) => {
    const product = provider === 'op5' ? op5 : {};
    expect(codesFor(factsOf(provider, plan), { testSystem: true, ...product })).toEqual(codes);
    expect(codesFor(factsOf(provider, plan), { testSystem: false, ...product })).toEqual([]);
  });
});
