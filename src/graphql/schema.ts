import { GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, isObjectType } from 'graphql';
import { NonEmptyArray } from 'type-graphql';
import { ViewerResolvers } from '../access/graphql/viewer.resolvers';
import { ApiKeyResolvers } from '../access/graphql/api-key.resolvers';
import { AuditResolvers } from '../audit/graphql/audit.resolvers';
import { BillingMonthResolvers } from '../billing/graphql/billing-month.resolvers';
import {
  ConsultingTotalFields,
  ConsultingUsageFields,
  ConsultingUsageResolvers,
  ConsultingUsageTotalsFields,
} from '../billing/graphql/consulting-usage.resolvers';
import { UsageSubjectFields } from '../billing/graphql/usage-subject.fields';
import {
  LimitReachedErrorFields,
  OutsideWindowErrorFields,
  RuleErrorFields,
} from '../catalog/graphql/allowed-by-plans.fields';
import { PlanResolvers } from '../catalog/graphql/plan.resolvers';
import { PlanTermsFields } from '../catalog/graphql/plan-terms.resolvers';
import { ProductSupportResolvers } from '../catalog/graphql/product-support.resolvers';
import { ProviderResolvers } from '../catalog/graphql/provider.resolvers';
import {
  ConsultingBlockFields,
  ContractConsultingFields,
} from '../consulting/graphql/consulting-block.resolvers';
import {
  ConsultingOrderFields,
  ContractConsultingOrdersFields,
} from '../consulting/graphql/consulting-order.resolvers';
import { ConsultingMutations } from '../consulting/graphql/consulting.mutations';
import { NamedContactFields } from '../contacts/graphql/named-contact.fields';
import { SatelliteFields } from '../satellites/graphql/satellite.fields';
import { ContractContactsFields } from '../contacts/graphql/contract-contacts.fields';
import { NamedContactType } from '../contacts/graphql/named-contact.type';
import { NamedContactMutations } from '../contacts/graphql/named-contact.mutations';
import { ContractChangesFields } from '../contracts/graphql/contract-changes.fields';
import { ContractMutations } from '../contracts/graphql/contract.mutations';
import { ContractResolvers } from '../contracts/graphql/contract.resolvers';
import { CustomerContractsFields } from '../contracts/graphql/customer-contracts.fields';
import { ContractTimelineFields } from '../contracts/graphql/contract-timeline.fields';
import { PlanChangeResolvers } from '../contracts/graphql/plan-change.resolvers';
import { SuspensionMutations } from '../contracts/graphql/suspension.mutations';
import { QuotaFields } from '../contracts/graphql/quota.fields';
import { CustomerResolvers } from '../customers/graphql/customer.resolvers';
import { PartnerCustomersFields } from '../customers/graphql/partner-customers.fields';
import {
  ContractDecisionsFields,
  DecisionRecordResolvers,
} from '../entitlements/graphql/decision-record.resolvers';
import { EntitlementResolvers } from '../entitlements/graphql/entitlement.resolvers';
import { WhatIfResolvers } from '../entitlements/graphql/what-if.resolvers';
import { CancelContractResolver } from '../endings/graphql/cancel-contract.resolver';
import { NoticeConsequenceFields, NoticeResolvers } from '../endings/graphql/notice.resolvers';
import {
  ContractIncidentsFields,
  CustomerIncidentsFields,
} from '../incidents/graphql/nested-incidents.fields';
import { EventResolvers } from '../events/graphql/event.resolvers';
import { WebhookMutations } from '../events/graphql/webhook.mutations';
import { WebhookDeliveryFields, WebhookEndpointResolvers } from '../events/graphql/webhook.resolvers';
import { IncidentLifeMutations } from '../incidents/graphql/incident-life.mutations';
import { IncidentMutations } from '../incidents/graphql/incident.mutations';
import { IncidentResolvers } from '../incidents/graphql/incident.resolvers';
import { PlanFitResolvers } from '../reports/graphql/plan-fit.resolvers';
import { ReportResolvers } from '../reports/graphql/report.resolvers';
import { ContractSatellitesFields } from '../satellites/graphql/contract-satellites.fields';
import { SatelliteMutations } from '../satellites/graphql/satellite.mutations';
import { SatelliteType } from '../satellites/graphql/satellite.type';
import { Connection, EstimatedConnection, PageInfoType } from '../shared/graphql/connection.type';
import { toGlobalId } from '../shared/domain/global-id';
import { nodeTypeOf } from '../shared/graphql/node.type';
import {
  userErrorTypeOf,
  InvalidInputErrorType,
  LimitReachedErrorType,
  OutsideWindowErrorType,
  RuleErrorType,
} from '../shared/graphql/user-error.type';
import { NodeResolvers } from './node.resolvers';
import { buildDirectSchema } from './fast-path/direct-resolvers';
import { replaceResolver } from './fast-path/what-type-graphql-adds';
import { guardFields } from './guarded-fields';
import { guardRootFields } from './root-fields';
import { stopResolversWhenOver } from './stop-resolvers';

const RESOLVERS: NonEmptyArray<new () => object> = [
  NodeResolvers,
  ViewerResolvers,
  ProviderResolvers,
  PlanResolvers,
  PlanTermsFields,
  LimitReachedErrorFields,
  RuleErrorFields,
  OutsideWindowErrorFields,
  CustomerResolvers,
  PartnerCustomersFields,
  ContractResolvers,
  CustomerContractsFields,
  ContractMutations,
  ContractTimelineFields,
  ContractChangesFields,
  SuspensionMutations,
  NoticeResolvers,
  NoticeConsequenceFields,
  CancelContractResolver,
  PlanChangeResolvers,
  QuotaFields,
  ContractContactsFields,
  NamedContactFields,
  SatelliteFields,
  NamedContactMutations,
  ContractSatellitesFields,
  SatelliteMutations,
  ConsultingBlockFields,
  ContractConsultingFields,
  ConsultingOrderFields,
  ContractConsultingOrdersFields,
  ConsultingMutations,
  ConsultingUsageResolvers,
  ConsultingUsageFields,
  UsageSubjectFields,
  ConsultingUsageTotalsFields,
  ConsultingTotalFields,
  BillingMonthResolvers,
  ProductSupportResolvers,
  IncidentResolvers,
  ContractIncidentsFields,
  CustomerIncidentsFields,
  IncidentMutations,
  IncidentLifeMutations,
  EntitlementResolvers,
  WhatIfResolvers,
  DecisionRecordResolvers,
  ReportResolvers,
  PlanFitResolvers,
  ContractDecisionsFields,
  AuditResolvers,
  ApiKeyResolvers,
  EventResolvers,
  WebhookEndpointResolvers,
  WebhookDeliveryFields,
  WebhookMutations,
];

// Types that only an interface leads to, so that the schema would leave them out.
const BEHIND_INTERFACES = [
  LimitReachedErrorType,
  OutsideWindowErrorType,
  InvalidInputErrorType,
  RuleErrorType,
  NamedContactType,
  SatelliteType,
];

let built: GraphQLSchema | undefined;

/** The schema that is served: emitted from the classes, then guarded at its root, with opaque ids. The same at each call. */
export function apiSchema(): GraphQLSchema {
  return (built ??= buildApiSchema());
}

function buildApiSchema(): GraphQLSchema {
  const schema = buildDirectSchema({ resolvers: RESOLVERS, orphanedTypes: BEHIND_INTERFACES });
  countOnlyWhereAsked(schema);
  stopResolversWhenOver(schema);
  makeIdsOpaque(schema);
  resolveTypesAtOnce(schema);
  guardRootFields(schema);
  guardFields(schema);
  schema.getQueryType()!.description = 'What can be asked. Nothing here changes anything.';
  schema.getMutationType()!.description =
    'What can be done. Each returns the thing, or every reason against it.';
  schema.getSubscriptionType()!.description =
    'What can be followed, over server-sent events at POST /graphql/stream.';
  return schema;
}

/** A connection carries how to count its list, and a page how to look beyond it: both wait until a client asks. */
function countOnlyWhereAsked(schema: GraphQLSchema): void {
  const pageInfo = schema.getType('PageInfo') as GraphQLObjectType;
  replaceResolver(pageInfo, 'hasNextPage', (page: PageInfoType) => page.hasNextPage());
  replaceResolver(pageInfo, 'hasPreviousPage', (page: PageInfoType) => page.hasPreviousPage());
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const { totalCount, totalCountIsEstimate } = type.getFields();
    if (totalCount !== undefined)
      replaceResolver(type, 'totalCount', (connection: Connection<unknown>) => connection.totalCount());
    if (totalCountIsEstimate !== undefined)
      replaceResolver(type, 'totalCountIsEstimate', (connection: EstimatedConnection<unknown>) =>
        connection.totalCountIsEstimate(),
      );
  }
}

/** TypeGraphQL makes `resolveType` of an interface a promise, which the compiled executor does not take. */
function resolveTypesAtOnce(schema: GraphQLSchema): void {
  const resolvers = { Node: nodeTypeOf, UserError: userErrorTypeOf };
  for (const [name, resolveType] of Object.entries(resolvers)) {
    (schema.getType(name) as GraphQLInterfaceType).resolveType = resolveType;
  }
}

/** Rows carry the key of their table; what leaves carries the type too. In one place, so that no type forgets it. */
function makeIdsOpaque(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__') && type.getFields()['id'])
      replaceResolver(type, 'id', (row: { id: string }) => toGlobalId(type.name, row.id));
  }
}
