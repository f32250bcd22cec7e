import { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractsById } from '../../contracts/persistence/contracts';
import { knownProviderCode } from '../../catalog/use-cases/known-provider';
import { Refusal } from '../../shared/domain/refusal';
import { UserErrorType } from '../../shared/graphql/user-error.type';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { checkSlice } from '../../platform/reads/branched-list';
import { EstimatedConnection, listedConnectionOf, PageArgs } from '../../shared/graphql/connection.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { checkMutation } from '../../shared/graphql/known-mutation';
import { RequestContext } from '../../catalog/request-context';
import {
  DECISIONS_LIST,
  decisionsById,
  DecisionRecord,
  decisionsOfContracts,
} from '../persistence/decision-records';
import { DecisionFilter, decisionsPage } from '../persistence/decisions-page';
import { recordedRefusals } from '../domain/recorded-refusals';
import { DecisionFilterInput, DecisionsArgs } from './decisions.inputs';
import { DecisionFactType, DecisionRecordConnectionType, DecisionRecordType } from './decision-record.type';

@Resolver(() => DecisionRecordType)
export class DecisionRecordResolvers {
  @Query(() => DecisionRecordType, {
    nullable: true,
    description: 'Why a mutation was accepted or refused; null where no such record is kept.',
  })
  decision(
    @Arg('id', () => ID, { description: 'Id of a DecisionRecord.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<DecisionRecord | null> {
    return context.load(decisionsById, fromGlobalId('DecisionRecord', id, 'id'));
  }

  @Query(() => DecisionRecordConnectionType, {
    nullable: true,
    description:
      'Who was refused or allowed what, when and why, in the order in which it was decided; of what is kept. With `last` the newest ones.',
  })
  async decisions(
    @Args(() => DecisionsArgs) args: DecisionsArgs,
    @Ctx() context: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<EstimatedConnection<DecisionRecord>> {
    const { filter, ...page } = args;
    return listedConnectionOf(
      await decisionsPage(context, await readFilter(filter ?? {}, context, schema), page),
    );
  }

  @FieldResolver(() => ContractType, {
    nullable: true,
    description: 'The contract that it was about; null for an order or a customer that was refused.',
  })
  contract(
    @Root() { contractId }: DecisionRecord,
    @Ctx() context: RequestContext,
  ): Promise<ContractIdentity | null> | null {
    return contractId === null ? null : context.load(contractsById, contractId);
  }

  @FieldResolver(() => [UserErrorType], {
    description:
      'Every reason for which it was refused, as it was told then, and what would have helped; empty where it was accepted.',
  })
  userErrors(@Root() { rules }: DecisionRecord): readonly Refusal[] {
    return recordedRefusals(rules);
  }

  @FieldResolver(() => [DecisionFactType], {
    nullable: true,
    description:
      'What was known of the contract then, also what people wrote; for keys of role ADMIN and SUPPORT.',
  })
  facts(@Root() { facts }: DecisionRecord): DecisionFactType[] {
    return Object.entries(facts).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
  }
}

@Resolver(() => ContractType)
export class ContractDecisionsFields {
  @ChecksArguments((page: PageArgs) => checkSlice(DECISIONS_LIST, page))
  @FieldResolver(() => DecisionRecordConnectionType, {
    nullable: true,
    description:
      'Decisions about the contract in the order in which they were made; for keys of role ADMIN, SUPPORT and SALES.',
  })
  async decisions(
    @Root() contract: ContractIdentity,
    @Args(() => PageArgs) request: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<DecisionRecord>> {
    const page = { parentId: contract.id, wanted: null, request };
    return listedConnectionOf(await context.load(decisionsOfContracts, page));
  }
}

async function readFilter(
  { contractId, customerId, providerCode, mutation, ...rest }: DecisionFilterInput,
  { catalog }: RequestContext,
  schema: GraphQLSchema,
): Promise<DecisionFilter> {
  checkMutation(mutation, schema);
  return {
    ...rest,
    mutation,
    contractId: contractId == null ? null : fromGlobalId('Contract', contractId, 'filter', 'contractId'),
    customerId: customerId == null ? null : fromGlobalId('Customer', customerId, 'filter', 'customerId'),
    providerCode: await knownProviderCode(catalog, providerCode, 'filter', 'providerCode'),
  };
}
