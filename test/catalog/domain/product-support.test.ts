import { supportOfVersion } from '../../../src/catalog/domain/product-support';
import { productSupport } from '../../../src/catalog/domain/version-policy';
import { localDate } from '../../../src/shared/domain/local-date';
import { publishedProvider } from '../../support/published-catalog';

const on = localDate('2026-06-10');
const itNovum = publishedProvider('it-novum');

describe('a product without a list of releases', () => {
  const cockpit = { code: 'openitcockpit-enterprise', name: 'openITCOCKPIT', minimumVersion: '3' };

  it.each([
    ['3', 'CURRENT_MAJOR', 'openITCOCKPIT is supported from version 3.'],
    ['4.8.2', 'CURRENT_MAJOR', 'openITCOCKPIT is supported from version 3.'],
    ['2.9', 'UNSUPPORTED', 'openITCOCKPIT is supported from version 3, not in 2.9.'],
    ['v4', 'CURRENT_MAJOR', 'openITCOCKPIT is supported from version 3.'],
    ['3.0-rc1', 'UNSUPPORTED', 'openITCOCKPIT is supported from version 3, not in 3.0-rc1.'],
    [
      'new',
      'UNKNOWN_VERSION',
      '"new" cannot be read as a version; write it in numbers, such as 4.8.2, v4.8 or 4.8 SP1.',
    ],
  ])('the version %s of a product without a list of releases is %s', (version, reason, explanation) => {
    const supported = reason === 'CURRENT_MAJOR';
    const expected = { supported, reason, until: null, explanation };
    expect(supportOfVersion(cockpit, itNovum, version, on)).toEqual(expected);
  });

  it('a product without a list of releases and without a minimum is supported in every version', () => {
    const znuny = { code: 'znuny', name: 'Znuny', minimumVersion: null };
    expect(supportOfVersion(znuny, itNovum, '6.5 LTS', on)).toMatchObject({
      supported: true,
      explanation: 'Znuny is supported in every version.',
    });
    expect(supportOfVersion(znuny, itNovum, 'LTS', on).reason).toBe('UNKNOWN_VERSION');
  });
});

it('a product with a list of releases is supported as the version policy says', () => {
  const op5 = publishedProvider('op5');
  const monitor = { code: 'op5-monitor', name: 'OP5 Monitor', minimumVersion: null };
  const { releases } = op5.releases.find(({ product }) => product === 'op5-monitor')!;
  for (const version of ['9.0.1', '8.2.2', '8.2.1', '6', '99', 'v9.0.1', '9.0.1+deb12', '9.0.1-rc1']) {
    expect(supportOfVersion(monitor, op5, version, on)).toEqual(productSupport(releases, version, on));
  }
  const reasonOf = (version: string) => supportOfVersion(monitor, op5, version, on).reason;
  expect(['v9.0.1', '9.0.1+deb12', '9.0.1-rc1', '99', 'x'].map(reasonOf)).toEqual([
    'CURRENT_MAJOR',
    'CURRENT_MAJOR',
    'UNSUPPORTED',
    'UNKNOWN_VERSION',
    'UNKNOWN_VERSION',
  ]);
});

it('a release that is not out yet, and what comes before a release, is not supported', () => {
  const { releases } = publishedProvider('op5').releases.find(({ product }) => product === 'op5-monitor')!;
  for (const version of ['9.0.1-rc1', '99'])
    expect(productSupport(releases, version, on)).toMatchObject({ supported: false, until: null });
});

it('a product is looked up in its own list of releases', () => {
  const grant = { code: 'znuny', name: 'Znuny', minimumVersion: '6' };
  const { releases } = publishedProvider('op5');
  expect(releases.length).toBeGreaterThan(0);
  expect(supportOfVersion(grant, { releases }, '6.5', on)).toMatchObject({
    supported: true,
    explanation: 'Znuny is supported from version 6.',
  });
});
