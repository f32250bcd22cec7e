import { IncidentRequest } from '../../../src/incidents/domain/incident-facts';
import { ada, codesFor, complete, factsOf, refusalsFor } from './incident-request';

const standard = factsOf('it-novum', 'standard');

describe('report incomplete', () => {
  const report = complete.report!;

  it.each<[string, Partial<IncidentRequest>, string]>([
    ['version of the software', { productVersion: ' ' }, 'productVersion'],
    ['version of the platform', { report: { ...report, platformVersion: '' } }, 'platformVersion'],
    ['description', { report: { ...report, description: '\n\t ' } }, 'description'],
    ['name of the contact', { reporter: { ...ada, name: '' } }, 'contactId'],
    ['email address and phone number', { reporter: { ...ada, email: '', phone: '' } }, 'contactId'],
  ])('without the %s', (_name, changes, field) => {
    expect(refusalsFor(standard, changes)).toMatchObject([
      { code: 'REPORT_INCOMPLETE', path: ['input', field] },
    ]);
  });

  it.each([
    ['an email address alone', { phone: '' }],
    ['a phone number alone', { email: '' }],
  ])('%s is enough', (_name, changes) => {
    expect(codesFor(standard, { reporter: { ...ada, ...changes } })).toEqual([]);
  });

  it('names every missing field', () => {
    const empty = { productVersion: '', report: { platformVersion: '', description: '' } };
    expect(refusalsFor(standard, empty).map(({ path }) => path![1])).toEqual([
      'productVersion',
      'platformVersion',
      'description',
    ]);
  });
});
