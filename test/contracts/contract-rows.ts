export interface Quota {
  readonly limit: number | null;
  readonly used: number;
}

export interface Row {
  readonly id: string;
  readonly number: string;
  readonly renewsOn: string | null;
  readonly noticeDeadline: string | null;
  readonly endsOn: string | null;
  readonly suspension: object | null;
  readonly scheduledPlanChange: object | null;
  readonly snapshot: {
    readonly status: string;
    readonly contactsOverdue: boolean;
    readonly plan: { readonly code: string; readonly version: number };
  } & Readonly<Record<'incidents' | 'namedContacts' | 'includedConsultingBlocks' | 'satellites', Quota>>;
}

const QUOTA = '{ limit used }';
/** What a list of contracts is asked of each. */
export const ROW = `id number renewsOn noticeDeadline endsOn suspension { since } scheduledPlanChange { effectiveOn }
  snapshot { status contactsOverdue plan { code version } incidents ${QUOTA} namedContacts ${QUOTA}
    includedConsultingBlocks ${QUOTA} satellites ${QUOTA} }`;

export interface Page {
  readonly totalCount: number;
  readonly totalCountIsEstimate: boolean;
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly endCursor: string;
    readonly startCursor: string;
    readonly hasNextPage: boolean;
  };
}
