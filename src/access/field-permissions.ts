import { Role, ROLES } from '../shared/domain/caller';
import { READERS_OF_ADDRESSES } from '../shared/domain/readers-of-addresses';

/** What a role that may not read a field gets: null, as if there were nothing, or null beside the error FORBIDDEN. */
export type Otherwise = 'HIDDEN' | 'REFUSED';

export interface FieldPermission {
  readonly roles: readonly Role[];
  readonly otherwise: Otherwise;
}

type Rows = Readonly<Record<string, FieldPermission>>;

/** Fields that all who see the thing read. */
function open(...fields: readonly string[]): Rows {
  return Object.fromEntries(fields.map((field) => [field, { roles: ROLES, otherwise: 'REFUSED' }]));
}

function refused(roles: readonly Role[], ...fields: readonly string[]): Rows {
  return Object.fromEntries(fields.map((field) => [field, { roles, otherwise: 'REFUSED' }]));
}

function hidden(roles: readonly Role[], ...fields: readonly string[]): Rows {
  return Object.fromEntries(fields.map((field) => [field, { roles, otherwise: 'HIDDEN' }]));
}

const STAFF: readonly Role[] = ['ADMIN', 'SUPPORT', 'SALES', 'BILLING'];
/** Domain section 11: the descriptions and notes of incidents. */
const READERS_OF_TEXTS: readonly Role[] = ['ADMIN', 'SUPPORT', 'CUSTOMER'];
const READERS_OF_DECISIONS: readonly Role[] = ['ADMIN', 'SUPPORT', 'SALES'];
/** What was known when it was decided holds what people wrote. */
const READERS_OF_FACTS: readonly Role[] = ['ADMIN', 'SUPPORT'];

/**
 * Which role reads which field of the types that hold something personal or internal: names, addresses, and what people wrote. Each
 * of their fields has a row; a test names one that has none. Who gets at the thing itself is said by PERMISSIONS and the tenant
 * scope.
 */
const SENSITIVE_TYPES: Readonly<Record<string, Rows>> = {
  NamedContact: {
    ...open('id', 'contract', 'name', 'phone', 'since', 'until'),
    ...refused(READERS_OF_ADDRESSES, 'email'),
  },
  Incident: {
    ...open('id', 'reference', 'contract', 'contact', 'channel', 'impact', 'testSystem', 'distributedSetup'),
    ...open('product', 'productVersion', 'platformVersion', 'receivedAt', 'recordedAt', 'status'),
    ...open('supportLine', 'priority', 'responseDueAt', 'responseMet', 'firstRespondedAt'),
    ...open('firstResponseRecordedAt', 'firstResponseKind', 'firstResponseChannel', 'firstResponseTo'),
    ...open('voidedAt', 'duplicateOf', 'closesByItselfAt', 'closingWarningAt', 'bugReference', 'bugSeverity'),
    ...open('history'),
    ...hidden(READERS_OF_TEXTS, 'description'),
    ...hidden(STAFF, 'resolvedOnFirstCall'),
  },
  IncidentEvent: {
    // Of the actor and of an internal note `historySeenBy` makes what a customer is told.
    ...open('at', 'recordedAt', 'kind', 'internal', 'responseDueAt', 'actor'),
    ...hidden(READERS_OF_TEXTS, 'note'),
  },
  ConsultingBlock: open(
    ...['id', 'contract', 'contractYear', 'source', 'status', 'startsAt', 'hours', 'subject', 'consultant'],
    ...['order', 'bookedAt', 'cancelledAt', 'deliveredAt', 'deliveredBy', 'deliveryRecordedAt', 'reversedAt'],
  ),
  // Billing walks it by the thousand, so its ways in are guarded instead: `Query.consultingUsage`, and `node` in its name.
  ConsultingUsage: open(
    ...[
      'id',
      'kind',
      'occurredAt',
      'happenedAt',
      'recordedAt',
      'customer',
      'contract',
      'contractYear',
      'plan',
    ],
    ...['source', 'hours', 'listPrice', 'discountPercent', 'netAmount', 'invoiceAmount', 'block', 'order'],
    ...['reverses', 'subject', 'consultant', 'startsAt'],
  ),
  // The reason of the provider's own notice is kept from customers where the notice is read.
  Notice: open('party', 'receivedAt', 'recordedAt', 'endsOn', 'reason'),
  Suspension: open('since', 'reason'),
  Contract: {
    ...open('id', 'number', 'customer', 'orderReceivedOn', 'recordedAt', 'activatesOn', 'termMonths'),
    ...open('renewsOn', 'noticeDeadline', 'endsOn', 'snapshot', 'notices', 'scheduledPlanChange'),
    ...open('namedContacts', 'satellites', 'incidents', 'consultingBlocks', 'consultingOrders', 'suspension'),
    ...open('timeline'),
    ...refused(READERS_OF_DECISIONS, 'decisions'),
  },
  DecisionRecord: {
    ...refused(READERS_OF_DECISIONS, 'id', 'contract', 'at', 'requestId', 'actor', 'role', 'mutation'),
    ...refused(READERS_OF_DECISIONS, 'allowed', 'rules', 'userErrors'),
    ...hidden(READERS_OF_FACTS, 'facts'),
  },
  DecisionFact: refused(READERS_OF_FACTS, 'name', 'value'),
  AuditEntry: refused(
    ['ADMIN'],
    ...['id', 'at', 'requestId', 'actor', 'role', 'mutation', 'subjectType', 'subjectId', 'contractId'],
    ...['changes'],
  ),
  Viewer: open('name', 'role', 'customer', 'provider'),
  ApiKey: refused(
    ['ADMIN'],
    ...[
      'id',
      'name',
      'prefix',
      'role',
      'customer',
      'provider',
      'createdAt',
      'createdBy',
      'expiresAt',
      'lastUsedAt',
    ],
    'revokedAt',
  ),
  WebhookEndpoint: refused(
    ['ADMIN'],
    ...['id', 'url', 'types', 'enabled', 'disabledReason', 'createdAt', 'provider', 'deliveries'],
  ),
  WebhookDelivery: refused(
    ['ADMIN'],
    ...['id', 'event', 'attempt', 'at', 'status', 'error', 'durationMs', 'nextAttemptAt'],
  ),
  AuditChange: refused(['ADMIN'], 'field', 'before', 'after'),
};

/** Types that hold nothing of the kind, so that all who get at one read all of it; `Connection`, `Edge` and `Payload` aside. */
export const PLAIN_TYPES: readonly string[] = [
  ...['ChannelTerms', 'Holiday', 'Plan', 'PlanFeature', 'PlanTerms', 'Product', 'ProductSupport', 'Provider'],
  ...['ProviderText', 'Release', 'ResponseTarget', 'ServiceWindow', 'SupportAddress', 'SupportLines'],
  ...['ContractSnapshot', 'ContractYear', 'Customer', 'Money', 'PageInfo', 'Quota', 'ScheduledPlanChange'],
  ...['BillingMonth', 'ConsultingOrder', 'ConsultingTotal', 'Satellite', 'SignedMoney', 'TimelineEvent'],
  ...['EntitlementDecision', 'NoticeConsequence', 'NoticePreview', 'PlanChangePreview', 'RuleOutcome'],
  ...['InvalidInputError', 'LimitReachedError', 'OutsideWindowError', 'RuleError'],
  ...['PlanFit', 'QuotaReportRow', 'ReportKey', 'ResponseReportRow'],
  ...['WhatIf', 'WhatIfContact', 'WhatIfExtraBlock', 'WhatIfRefusedIncident', 'WhatIfResponseTarget'],
  ...['WhatIfOpening', 'WhatIfSatellite'],
  // What happened, by ids: `data` holds no personal text. Domain section 12.
  'Event',
];

/** Who reads a field, by `Type.field`. */
export const FIELD_PERMISSIONS: ReadonlyMap<string, FieldPermission> = new Map(
  Object.entries(SENSITIVE_TYPES).flatMap(([type, rows]) =>
    Object.entries(rows).map(([field, permission]) => [`${type}.${field}`, permission] as const),
  ),
);
