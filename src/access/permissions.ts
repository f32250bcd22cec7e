import { Role, ROLES } from '../shared/domain/caller';

const EVERYBODY: readonly Role[] = ROLES;
const CONTRACT_READERS: readonly Role[] = ROLES;
const SALES: readonly Role[] = ['ADMIN', 'SALES'];
const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];
/** Staff that works with contracts. */
const CONTRACT_STAFF: readonly Role[] = ['ADMIN', 'SUPPORT', 'SALES'];
const BILLING: readonly Role[] = ['ADMIN', 'BILLING'];
const CONTRACT_KEEPERS: readonly Role[] = ['ADMIN', 'SALES', 'SUPPORT', 'CUSTOMER'];
const NOTICE_GIVERS: readonly Role[] = ['ADMIN', 'SALES', 'CUSTOMER'];
const REQUESTERS: readonly Role[] = ['ADMIN', 'SUPPORT', 'CUSTOMER'];

/**
 * Which role may call which root field. A field without a row here is refused to everybody, and a test fails on it.
 * Whichever field a key calls, it gets at no more than its tenant scope sees.
 */
export const PERMISSIONS: Readonly<Record<string, readonly Role[]>> = {
  'Query.node': EVERYBODY,
  'Query.nodes': EVERYBODY,
  'Query.viewer': EVERYBODY,
  'Query.providers': EVERYBODY,
  'Query.provider': EVERYBODY,
  'Query.plan': EVERYBODY,
  'Query.customer': CONTRACT_READERS,
  'Query.customers': CONTRACT_READERS,
  'Query.contract': CONTRACT_READERS,
  'Query.contracts': CONTRACT_READERS,
  'Query.incident': CONTRACT_READERS,
  'Query.incidents': CONTRACT_READERS,
  'Query.productSupport': EVERYBODY,
  'Query.canOpenIncident': CONTRACT_KEEPERS,
  'Query.canAddNamedContact': CONTRACT_KEEPERS,
  'Query.canRegisterSatellite': CONTRACT_KEEPERS,
  'Query.canBookConsultingBlock': CONTRACT_KEEPERS,
  'Query.canOrderAdditionalConsulting': CONTRACT_KEEPERS,
  'Query.previewPlanChange': CONTRACT_KEEPERS,
  'Query.previewNotice': CONTRACT_KEEPERS,
  'Query.consultingUsage': BILLING,
  'Query.billingMonths': BILLING,
  'Query.whatIf': SALES,
  'Query.events': EVERYBODY,
  'Subscription.events': EVERYBODY,
  'Query.planFits': SALES,
  'Query.responseReport': CONTRACT_STAFF,
  'Query.quotaReport': CONTRACT_STAFF,
  'Query.decision': CONTRACT_STAFF,
  'Query.decisions': CONTRACT_STAFF,
  'Query.auditLog': ['ADMIN'],
  'Query.apiKeys': ['ADMIN'],
  'Query.webhookEndpoints': ['ADMIN'],

  'Mutation.createCustomer': SALES,
  'Mutation.updateCustomer': SALES,
  'Mutation.orderContract': SALES,
  'Mutation.giveNotice': NOTICE_GIVERS,
  'Mutation.withdrawNotice': NOTICE_GIVERS,
  'Mutation.changePlan': SALES,
  'Mutation.cancelContract': SALES,
  'Mutation.suspendContract': SALES,
  'Mutation.resumeContract': SALES,
  'Mutation.withdrawPlanChange': SALES,
  'Mutation.addNamedContact': CONTRACT_KEEPERS,
  'Mutation.replaceNamedContact': CONTRACT_KEEPERS,
  'Mutation.removeNamedContact': CONTRACT_KEEPERS,
  'Mutation.updateNamedContact': CONTRACT_KEEPERS,
  'Mutation.registerSatellite': CONTRACT_KEEPERS,
  'Mutation.decommissionSatellite': CONTRACT_KEEPERS,
  'Mutation.bookConsultingBlock': CONTRACT_KEEPERS,
  'Mutation.cancelConsultingBlock': CONTRACT_KEEPERS,
  'Mutation.updateConsultingBlock': CONTRACT_KEEPERS,
  'Mutation.deliverConsultingBlock': SUPPORT,
  'Mutation.reverseConsultingBlock': SALES,
  'Mutation.orderAdditionalConsulting': SALES,
  'Mutation.reverseConsultingOrder': SALES,
  'Mutation.closeBillingMonth': BILLING,
  'Mutation.openIncident': REQUESTERS,
  'Mutation.recordFirstResponse': SUPPORT,
  'Mutation.escalateIncident': SUPPORT,
  'Mutation.awaitCustomer': SUPPORT,
  'Mutation.resumeIncident': REQUESTERS,
  'Mutation.resolveIncident': SUPPORT,
  'Mutation.closeIncident': SUPPORT,
  'Mutation.voidIncident': SUPPORT,
  'Mutation.reopenIncident': REQUESTERS,
  'Mutation.addIncidentNote': REQUESTERS,
  'Mutation.correctIncident': SUPPORT,
  'Mutation.linkBug': SUPPORT,
  'Mutation.createApiKey': ['ADMIN'],
  'Mutation.rollApiKey': ['ADMIN'],
  'Mutation.revokeApiKey': ['ADMIN'],
  'Mutation.createWebhookEndpoint': ['ADMIN'],
  'Mutation.updateWebhookEndpoint': ['ADMIN'],
  'Mutation.deleteWebhookEndpoint': ['ADMIN'],
  'Mutation.rotateWebhookSecret': ['ADMIN'],
  'Mutation.sendTestEvent': ['ADMIN'],
  'Mutation.redeliverEvents': ['ADMIN'],
};

/** Whether a role may call a root field, such as `Query.contract`; false for a field without a row in PERMISSIONS. */
export function mayCall(role: Role, field: string): boolean {
  return PERMISSIONS[field]?.includes(role) ?? false;
}
