import { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema, isObjectType } from 'graphql';
import { buildSchemaSync, NonEmptyArray } from 'type-graphql';
import { LimitReachedErrorFields, RuleErrorFields } from '../catalog/graphql/allowed-by-plans.fields';
import { PlanResolvers } from '../catalog/graphql/plan.resolvers';
import { ProviderResolvers } from '../catalog/graphql/provider.resolvers';
import { ContractContactsFields } from '../contacts/graphql/contract-contacts.fields';
import { NamedContactType } from '../contacts/graphql/named-contact.type';
import { NamedContactMutations } from '../contacts/graphql/named-contact.mutations';
import { ContractMutations } from '../contracts/graphql/contract.mutations';
import { ContractResolvers, CustomerContractsFields } from '../contracts/graphql/contract.resolvers';
import { QuotaFields } from '../contracts/graphql/quota.fields';
import { CustomerResolvers } from '../customers/graphql/customer.resolvers';
import { EntitlementResolvers } from '../entitlements/graphql/entitlement.resolvers';
import { ContractSatellitesFields } from '../satellites/graphql/contract-satellites.fields';
import { SatelliteMutations } from '../satellites/graphql/satellite.mutations';
import { SatelliteType } from '../satellites/graphql/satellite.type';
import { toGlobalId } from '../shared/graphql/global-id';
import {
  InvalidInputErrorType,
  LimitReachedErrorType,
  OutsideWindowErrorType,
  RuleErrorType,
} from '../shared/graphql/user-error.type';
import { validateInput } from '../shared/graphql/validate-input';
import { NodeResolvers } from './node.resolvers';
import { guardRootFields } from './root-fields';

const RESOLVERS: NonEmptyArray<new () => object> = [
  NodeResolvers,
  ProviderResolvers,
  PlanResolvers,
  LimitReachedErrorFields,
  RuleErrorFields,
  CustomerResolvers,
  ContractResolvers,
  CustomerContractsFields,
  ContractMutations,
  QuotaFields,
  ContractContactsFields,
  NamedContactMutations,
  ContractSatellitesFields,
  SatelliteMutations,
  EntitlementResolvers,
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

/** The schema that is served: emitted from the classes, then guarded at its root, with opaque ids. */
export function buildApiSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: RESOLVERS,
    orphanedTypes: BEHIND_INTERFACES,
    validate: false,
    validateFn: (value) => validateInput(value),
  });
  makeIdsOpaque(schema);
  guardRootFields(schema);
  return schema;
}

/** Rows carry the key of their table; what leaves carries the type too. In one place, so that no type forgets it. */
function makeIdsOpaque(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__') && type.getFields()['id']) setIdResolver(type);
  }
}

function setIdResolver(type: GraphQLObjectType): void {
  const resolve: GraphQLFieldResolver<{ id: string }, unknown> = (row) => toGlobalId(type.name, row.id);
  type.getFields()['id']!.resolve = resolve;
}
