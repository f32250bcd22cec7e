/** What the model knows of the two offerings, written from the domain's tables and not read from the catalog. */
export type ProviderCode = 'it-novum' | 'op5';
export type PlanCode = 'basic' | 'standard' | 'premium';
export type Impact = 'CRITICAL' | 'MEDIUM' | 'LOW';
export type Channel = 'EMAIL' | 'PHONE' | 'WEB';

export interface Offer {
  /** Null is no limit. */
  readonly incidents: number | null;
  readonly contacts: number;
  readonly satellites: number | null;
  readonly distributed: boolean;
  readonly includedBlocks: number;
  readonly additionalBlocks: boolean;
  readonly testSystems: boolean;
  readonly channels: readonly Channel[];
  /** Impacts by phone. */
  readonly phoneFor: readonly Impact[];
  /** First and last hour of Monday to Friday; every day around the clock; never. */
  readonly hours: readonly [number, number] | 'always' | 'never';
}

export const CHANNELS: readonly Channel[] = ['EMAIL', 'PHONE', 'WEB'];
export const IMPACTS: readonly Impact[] = ['CRITICAL', 'MEDIUM', 'LOW'];
const ITN = { contacts: 3, distributed: true, additionalBlocks: true, phoneFor: ['CRITICAL'] } as const;
const OP5 = {
  incidents: null,
  includedBlocks: 0,
  additionalBlocks: false,
  testSystems: true,
  phoneFor: IMPACTS,
} as const;

export const OFFERS: Readonly<Record<ProviderCode, Readonly<Record<PlanCode, Offer>>>> = {
  'it-novum': {
    basic: {
      ...ITN,
      incidents: 5,
      satellites: 0,
      includedBlocks: 0,
      testSystems: false,
      channels: ['EMAIL'],
      hours: 'never',
    },
    standard: {
      ...ITN,
      incidents: 25,
      satellites: 5,
      includedBlocks: 1,
      testSystems: true,
      channels: ['EMAIL'],
      hours: [9, 17],
    },
    premium: {
      ...ITN,
      incidents: 50,
      satellites: 10,
      includedBlocks: 3,
      testSystems: true,
      channels: ['EMAIL', 'PHONE'],
      hours: [8, 18],
    },
  },
  op5: {
    basic: {
      ...OP5,
      contacts: 1,
      satellites: 0,
      distributed: false,
      channels: ['EMAIL', 'WEB'],
      hours: [8, 17],
    },
    standard: {
      ...OP5,
      contacts: 4,
      satellites: null,
      distributed: true,
      channels: ['EMAIL', 'WEB', 'PHONE'],
      hours: [8, 17],
    },
    premium: {
      ...OP5,
      contacts: 15,
      satellites: null,
      distributed: true,
      channels: ['EMAIL', 'WEB', 'PHONE'],
      hours: 'always',
    },
  },
};

export const ZONES: Readonly<Record<ProviderCode, string>> = {
  'it-novum': 'Europe/Berlin',
  op5: 'Europe/Stockholm',
};
export const NOTICE_DAYS = 60;
export const CONTACTS_DUE_DAYS = 5;

const RANKS: readonly PlanCode[] = ['basic', 'standard', 'premium'];

/** Of the published plans each is an upgrade of those before it. */
export function isUpgrade(from: PlanCode, to: PlanCode): boolean {
  return RANKS.indexOf(from) <= RANKS.indexOf(to);
}

/** The smaller limit of two plans, where null is none. */
export function stricter(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
