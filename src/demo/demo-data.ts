import { Region } from '../catalog/domain/plan';

/** The customer that the CUSTOMER key of the demo belongs to. */
export const DEMO_CUSTOMER_NUMBER = 'C-1001';

export interface DemoCustomer {
  readonly number: string;
  readonly name: string;
  readonly region: Region;
  readonly isPartner?: boolean;
  /** Number of the partner whose customer it is; that one stands above it. */
  readonly partner?: string;
}

export interface DemoContract {
  readonly number: string;
  readonly customer: string;
  readonly provider: string;
  readonly plan: string;
  /** How many days before today the order was received; it becomes active 30 days later. */
  readonly orderedDaysAgo: number;
  readonly contacts: readonly string[];
  /** Support requests of the running contract year. */
  readonly incidents: number;
  readonly satellites: number;
  /** How many days before today the customer's notice was received. */
  readonly noticeDaysAgo?: number;
  /** Code of the smaller plan to which it changes at the next renewal. */
  readonly downgradeTo?: string;
  /** Why the provider has suspended it. */
  readonly suspendedBecause?: string;
  /** Appointments of one block each that were delivered; as many more are ordered besides. */
  readonly blocksDelivered?: number;
  /** Whether one more request was made, sent twice, and voided. */
  readonly hasDuplicate?: boolean;
  /** Whether satellites and consulting were asked for that the plan does not grant. */
  readonly asksTooMuch?: boolean;
}

export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  { number: DEMO_CUSTOMER_NUMBER, name: 'Hanse Logistik GmbH', region: 'EUROPE' },
  { number: 'C-1002', name: 'Stadtwerke Rhön', region: 'EUROPE' },
  { number: 'C-1003', name: 'Fulda Feinmechanik AG', region: 'EUROPE' },
  { number: 'C-2001', name: 'Lakeside Hosting Inc.', region: 'AMERICAS' },
  { number: 'P-3001', name: 'Nordic Monitoring Partner AB', region: 'EUROPE', isPartner: true },
  { number: 'C-3002', name: 'Skärgård Energi AB', region: 'EUROPE', partner: 'P-3001' },
];

/**
 * Every plan of both providers: one contract at its limit of requests, one just below it, one not active yet. Three renew
 * in 35 days, 25 days after the deadline for notice: one has notice in time, one too late, one a smaller plan to come.
 * One has its deadline in 20 days, and for one nobody has named a contact in time.
 */
export const DEMO_CONTRACTS: readonly DemoContract[] = [
  {
    number: 'ITN-PREMIUM-1',
    customer: 'C-1001',
    provider: 'it-novum',
    plan: 'premium',
    orderedDaysAgo: 250,
    contacts: ['Greta Petersen', 'Ole Hansen'],
    incidents: 7,
    satellites: 9,
    blocksDelivered: 4,
  },
  {
    number: 'ITN-STANDARD-1',
    customer: 'C-1002',
    provider: 'it-novum',
    plan: 'standard',
    orderedDaysAgo: 300,
    contacts: ['Jana Roth', 'Mirko Vogel', 'Selin Aydin'],
    incidents: 24,
    satellites: 4,
    blocksDelivered: 3,
    hasDuplicate: true,
  },
  {
    number: 'ITN-BASIC-1',
    customer: 'C-1003',
    provider: 'it-novum',
    plan: 'basic',
    orderedDaysAgo: 180,
    contacts: ['Anton Weber'],
    incidents: 5,
    satellites: 0,
    asksTooMuch: true,
  },
  {
    number: 'ITN-BASIC-2',
    customer: 'C-1001',
    provider: 'it-novum',
    plan: 'basic',
    orderedDaysAgo: 3,
    contacts: ['Greta Petersen'],
    incidents: 0,
    satellites: 0,
  },
  {
    number: 'OP5-BASIC-1',
    customer: 'C-2001',
    provider: 'op5',
    plan: 'basic',
    orderedDaysAgo: 120,
    contacts: ['Dana Whitfield'],
    incidents: 2,
    satellites: 0,
  },
  {
    number: 'OP5-STANDARD-1',
    customer: 'C-3002',
    provider: 'op5',
    plan: 'standard',
    orderedDaysAgo: 90,
    contacts: ['Linnea Ström', 'Oskar Lind', 'Tove Berg'],
    incidents: 3,
    satellites: 6,
    suspendedBecause: 'No remote access is given, though it is asked for since three weeks.',
  },
  {
    number: 'OP5-PREMIUM-1',
    customer: 'P-3001',
    provider: 'op5',
    plan: 'premium',
    orderedDaysAgo: 400,
    contacts: ['Elsa Nyman', 'Viktor Dahl'],
    incidents: 4,
    satellites: 12,
  },
  {
    number: 'ITN-STANDARD-2',
    customer: 'C-1003',
    provider: 'it-novum',
    plan: 'standard',
    orderedDaysAgo: 360,
    contacts: ['Anton Weber'],
    incidents: 3,
    satellites: 1,
    noticeDaysAgo: 60,
  },
  {
    number: 'ITN-STANDARD-3',
    customer: 'C-1002',
    provider: 'it-novum',
    plan: 'standard',
    orderedDaysAgo: 360,
    contacts: ['Jana Roth'],
    incidents: 2,
    satellites: 0,
    noticeDaysAgo: 10,
  },
  {
    number: 'ITN-PREMIUM-2',
    customer: 'C-1003',
    provider: 'it-novum',
    plan: 'premium',
    orderedDaysAgo: 360,
    contacts: ['Anton Weber', 'Ines Kraft'],
    incidents: 1,
    satellites: 3,
    downgradeTo: 'standard',
  },
  {
    number: 'OP5-STANDARD-2',
    customer: 'C-2001',
    provider: 'op5',
    plan: 'standard',
    orderedDaysAgo: 315,
    contacts: ['Dana Whitfield'],
    incidents: 0,
    satellites: 2,
  },
  {
    number: 'OP5-BASIC-2',
    customer: 'C-2001',
    provider: 'op5',
    plan: 'basic',
    orderedDaysAgo: 40,
    contacts: [],
    incidents: 0,
    satellites: 0,
  },
];

/** What a request of the demo is about, and the product it names, by provider. */
export const DEMO_REQUESTS: Readonly<
  Record<string, { product: string; productVersion: string; description: string }>
> = {
  'it-novum': {
    product: 'openitcockpit-enterprise',
    productVersion: '4.8.2',
    description: 'Service checks of one satellite are late by several minutes since the last update.',
  },
  op5: {
    product: 'op5-monitor',
    productVersion: '9',
    description: 'The merged log shows gaps after the master was restarted.',
  },
};
