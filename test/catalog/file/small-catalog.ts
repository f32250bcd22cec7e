import { CatalogFileError } from '../../../src/catalog/file/catalog-file-error';
import { readCatalogFile } from '../../../src/catalog/file/read-catalog-file';

/** A catalog file without a fault, short enough that a test can count its lines. Line 1 is `provider:`. */
export const SMALL_CATALOG = `provider:
  code: acme
  name: Acme
  timeZone: Europe/Vienna
  referencePrefix: AC
  partnerCustomersStartAtLine: 1
  terms:
    minimumTermMonths: 12
    noticeDays: 60
    activationEarliestDays: 1
    activationLatestDays: 90
    activationDefaultDays: 30
    contactsDueDays: 5
  calendars:
    EUROPE: { timeZone: Europe/Vienna, holidays: { country: AT } }
    AMERICAS: { timeZone: America/New_York, holidays: none }
products:
  - { code: anvil, name: Anvil, minimumVersion: '3.10' }
  - code: rocket
    name: Rocket
    releases:
      - { version: '1.0.0', releasedOn: 2024-02-29 }
      - { version: '1.1.0', releasedOn: 2025-01-01 }
plans:
  - code: gold
    name: Gold
    maxIncidentsPerYear: 10
    maxNamedContacts: unlimited
    maxSatellites: 2
    distributedSetup: true
    includedConsultingHoursPerYear: 8
    additionalConsulting: true
    consultingDiscountPercent: 5
    testSystems: true
    channels:
      - { channel: PHONE, impacts: [CRITICAL, LOW], insideWindowsOnly: true }
    serviceWindows:
      - { days: [MON, TUE], opens: '09:00', closes: '17:00' }
    responseTargets:
      - { impact: CRITICAL, workingMinutes: 60 }
      - { impact: LOW, businessDays: 2 }
    products: [rocket]
    features:
      - { code: cake, name: Cake, granted: false }
    notes:
      testSystems: Assumed.
  - code: none
    name: None
    maxIncidentsPerYear: 0
    maxNamedContacts: 1
    maxSatellites: 0
    distributedSetup: false
    includedConsultingHoursPerYear: 0
    additionalConsulting: false
    consultingDiscountPercent: 0
    testSystems: false
    channels: []
    serviceWindows: []
    responseTargets: []
    products: []
    features: []
`;

/** Every fault as `line path: message`. */
export function faultsOf(text: string): readonly string[] {
  try {
    readCatalogFile(text, 'small.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof CatalogFileError)) throw error;
    return error.faults.map(({ path, line, message }) => `${line ?? '-'} ${path}: ${message}`);
  }
}

/** The small catalog with one place changed, which must be there exactly once. */
export function changed(from: string, to: string): string {
  expect(SMALL_CATALOG.split(from)).toHaveLength(2);
  return SMALL_CATALOG.replace(from, to);
}
