import { changed, faultsOf } from './small-catalog';

describe('readCatalogFile, provider and products', () => {
  it.each([
    ['  name: Acme\n', '', '1 provider.name: is missing'],
    ['name: Acme', 'name:', '3 provider.name: must be text, not nothing'],
    ['name: Acme', "name: ' '", '3 provider.name: must not be empty'],
    ['name: Acme', 'name: "A\\0"', '3 provider.name: must not contain control characters or line breaks'],
    [
      'name: Acme',
      'Name: Acme',
      '1 provider.name: is missing',
      '3 provider.Name: is not known; did you mean name?',
    ],
    [
      'code: acme',
      'code: Acme Ltd',
      '2 provider.code: must be small letters, digits and single hyphens between them',
    ],
    [
      'Europe/Vienna\n',
      'Europe/Wien\n',
      '4 provider.timeZone: must be an IANA time zone, such as Europe/Berlin',
    ],
    [
      'referencePrefix: AC',
      'referencePrefix: ac',
      '5 provider.referencePrefix: must be 2 to 10 capital letters and digits, a letter first',
    ],
    ['AtLine: 1', 'AtLine: 4', '6 provider.partnerCustomersStartAtLine: must be at most 3'],
    ['TermMonths: 12', 'TermMonths: 0', '8 provider.terms.minimumTermMonths: must be at least 1'],
    [
      'products:\n  - {',
      '  support: { url: "help.example.com", email: nobody, fax: "1" }\nproducts:\n  - {',
      '17 provider.support.url: must be a web address, as https://example.com/support',
      '17 provider.support.email: must be an email address, as support@example.com',
      '17 provider.support.fax: is not known; known here: url, email, phone, notes',
    ],
    [
      'products:\n  - {',
      '  texts: [{ code: a, title: A, text: A }, { code: a, title: "\u200B", text: A }]\nproducts:\n  - {',
      '17 provider.texts[1].title: must not be empty',
      '17 provider.texts[1].title: must not contain control characters or line breaks',
      '17 provider.texts[1].code: repeats a',
    ],
    [
      'releasedOn: 2024-02-29',
      'releasedOn: 2024-02-29, notesUrl: "javascript:alert(1)"',
      '22 products[1].releases[0].notesUrl: must be a web address, as https://example.com/support',
    ],
    ['noticeDays: 60', 'noticeDays: 1.5', '9 provider.terms.noticeDays: must be a whole number, not 1.5'],
    ['EarliestDays: 1', 'EarliestDays: 0', '10 provider.terms.activationEarliestDays: must be at least 1'],
    [
      'EarliestDays: 1',
      'EarliestDays: 31',
      '12 provider.terms.activationDefaultDays: is below activationEarliestDays',
    ],
    [
      'LatestDays: 90',
      'LatestDays: 29',
      '11 provider.terms.activationLatestDays: is below activationDefaultDays',
    ],
    [
      'country: AT',
      'country: AT, state: X',
      '15 provider.calendars.EUROPE.holidays: is a country or state whose public holidays are not known',
    ],
    [
      '{ country: AT }',
      'some',
      '15 provider.calendars.EUROPE.holidays: must be the word none or a country with or without a state',
    ],
    [
      'holidays: none',
      'holidays: { country: US, stat: NY }',
      '16 provider.calendars.AMERICAS.holidays.stat: is not known; did you mean state?',
    ],
    [
      'AMERICAS:',
      'AFRICA:',
      '14 provider.calendars.AMERICAS: is missing',
      '16 provider.calendars.AFRICA: is not known; known here: EUROPE, AMERICAS',
    ],
    ["'3.10'", '3.10', '18 products[0].minimumVersion: must be text, not 3.1: write it in quotes'],
    ["'3.10'", 'three', "18 products[0].minimumVersion: must be numbers with dots between, as '3' or '3.10'"],
    [
      'code: rocket\n',
      'code: anvil\n',
      '19 products[1].code: repeats anvil',
      '42 plans[0].products[0]: names rocket, which is not among the products',
    ],
    [
      'name: Rocket',
      "name: Rocket\n    minimumVersion: '1'",
      '19 products[1]: has a minimumVersion and releases: the version policy needs no minimum',
    ],
    ["'1.0.0'", "'1.0'", "22 products[1].releases[0].version: must be major, minor and micro, as '9.1.3'"],
    ["'1.1.0'", "'1.00.0'", '23 products[1].releases[1].version: repeats 1.0.0'],
    [
      '2024-02-29',
      '2025-02-29',
      '22 products[1].releases[0].releasedOn: must be a date that exists, as 2026-02-28',
    ],
  ])(
    'a catalog file whose provider or products have %j changed to %j is read with the fault told',
    (from, to, ...expected) => {
      expect(faultsOf(changed(from, to))).toEqual(expected);
    },
  );
});
