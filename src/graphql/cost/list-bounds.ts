import {
  getNamedType,
  getNullableType,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { USAGE_PAGE_LIMIT } from '../../billing/persistence/consulting-usage';
import { PAGE_LIMIT } from '../../shared/domain/page';

/** Lists of every type that has a field of this name. */
const BOUNDS_BY_FIELD: Readonly<Record<string, number>> = {
  userErrors: 10,
  rules: 20,
  reasons: 20,
  allowedByPlans: 10,
};

/**
 * How many a list without pages counts, generous for what contracts and plans have. A new list is added
 * here; a test names those that are missing.
 */
const BOUNDS: Readonly<Record<string, number>> = {
  'AuditEntry.changes': 20,
  'BookConsultingBlockPayload.consultingBlocks': 100,
  'ConsultingUsageConnection.totals': 20,
  'Contract.consultingOrders': 50,
  'Contract.namedContacts': 15,
  'Contract.notices': 2,
  'Contract.satellites': 50,
  'Contract.timeline': 50,
  'DecisionRecord.facts': 50,
  'Incident.history': 20,
  'NoticePreview.consequences': 50,
  'Plan.channelTerms': 5,
  'Plan.features': 20,
  'Plan.responseTargets': 10,
  'Plan.serviceWindows': 10,
  'Product.releases': 50,
  'Provider.holidays': 20,
  'Provider.plans': 10,
  'Provider.products': 10,
  'Provider.texts': 30,
  'Query.billingMonths': 120,
  'Query.providers': 10,
  'Query.quotaReport': 100,
  'Query.responseReport': 100,
  'Query.webhookEndpoints': 20,
  'QuotaReportRow.key': 5,
  'ResponseReportRow.key': 8,
  'SupportLines.allLines': 10,
  'SupportLines.firstLine': 10,
  'WhatIf.extraConsultingBlocks': 100,
  'WhatIf.namedContactsWithoutRoom': 20,
  'WhatIf.openings': 5,
  'WhatIf.otherResponseTargets': 100,
  'WhatIf.refusedIncidents': 100,
  'WhatIf.satellitesWithoutRoom': 50,
};

/** Lists that the client sizes by `first` and `last` up to another number than all others. */
const PAGE_LIMITS: Readonly<Record<string, number>> = {
  'Query.consultingUsage': USAGE_PAGE_LIMIT,
};

/** Lists that hold one for each id of their argument. */
const ONE_FOR_EACH: Readonly<Record<string, string>> = { 'Query.nodes': 'ids' };

type Field = Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>;

/** The bound of a list without pages; null where none is stated. */
export function boundOf(type: GraphQLNamedType, { name }: Field): number | null {
  return BOUNDS[`${type.name}.${name}`] ?? BOUNDS_BY_FIELD[name] ?? null;
}

/** The largest page of a field that returns a connection. */
export function pageLimitOf(type: GraphQLNamedType, { name }: Field): number {
  return PAGE_LIMITS[`${type.name}.${name}`] ?? PAGE_LIMIT;
}

/** The argument whose ids a list returns one by one; null for every other list. */
export function idsArgumentOf(type: GraphQLNamedType, { name }: Field): string | null {
  return ONE_FOR_EACH[`${type.name}.${name}`] ?? null;
}

/** Whether a field returns several things; lists of plain values are part of the thing that has them. */
export function isListOfThings({ type }: Field): boolean {
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
}

/** A page of a list, whose things stand in its `nodes` and, with their places, in its `edges`. */
export function isConnection(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false;
  const { nodes, edges, pageInfo } = type.getFields();
  return nodes !== undefined && edges !== undefined && pageInfo !== undefined;
}

/** The fields of a connection that hold its page. */
export const ROWS: ReadonlySet<string> = new Set(['nodes', 'edges']);

/** Every list of the schema, as `Type.field`, of which nothing says how many it counts. */
export function listsWithoutBound(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  return types.flatMap((type) => {
    const fields: Field[] =
      isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    return fields
      .filter((field) => isListOfThings(field) && !isSized(type, field))
      .map((field) => `${type.name}.${field.name}`);
  });
}

function isSized(type: GraphQLNamedType, field: Field): boolean {
  if (isConnection(type) && ROWS.has(field.name)) return true;
  return boundOf(type, field) !== null || idsArgumentOf(type, field) !== null;
}
