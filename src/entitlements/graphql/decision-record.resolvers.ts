import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { nestedSlice } from '../../platform/reads/nested-pages';
import { Connection, connectionOf, ForwardPageArgs } from '../../shared/graphql/connection.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { RequestContext } from '../../catalog/request-context';
import {
  DECISIONS_LIST,
  decisionById,
  DecisionRecord,
  decisionsOfContracts,
} from '../persistence/decision-records';
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
    return decisionById(context, fromGlobalId('DecisionRecord', id, 'id'));
  }

  @FieldResolver(() => [DecisionFactType], { description: 'What was known of the contract then.' })
  facts(@Root() { facts }: DecisionRecord): DecisionFactType[] {
    return Object.entries(facts).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
  }
}

@Resolver(() => ContractType)
export class ContractDecisionsFields {
  @ChecksArguments((page: ForwardPageArgs) => nestedSlice(DECISIONS_LIST, page))
  @FieldResolver(() => DecisionRecordConnectionType, {
    nullable: true,
    description:
      'Decisions about the contract in the order in which they were made; for keys of role ADMIN and SUPPORT.',
  })
  async decisions(
    @Root() contract: ContractIdentity,
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<DecisionRecord>> {
    return connectionOf(
      await context.load(decisionsOfContracts, { parentId: contract.id, request: { first, after } }),
    );
  }
}
