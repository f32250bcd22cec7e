import { Arg, Args, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { LocalDate } from '../../shared/domain/local-date';
import {
  EstimatedConnection,
  listedConnectionOf,
  estimatedConnectionType,
  PageArgs,
} from '../../shared/graphql/connection.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { PlanFit, planFits } from '../use-cases/plan-fits';

@ObjectType('PlanFit', {
  simpleResolvers: true,
  description:
    'Whether what a contract used in a period would have fitted a plan; `whatIf` tells the details.',
})
export class PlanFitType {
  @Field(() => ContractType, { description: 'The contract.' })
  contract!: ContractState;

  @Field(() => Boolean, { description: 'Whether the plan would have granted all of it.' })
  fits!: boolean;

  @Field(() => Int, { description: 'How many support requests the plan would have refused.' })
  refusedRequests!: number;

  @Field(() => Int, { description: 'How many consulting blocks it would not have included.' })
  extraBlocks!: number;

  @Field(() => [String], {
    description: 'A sentence for each reason, with how many it concerns; empty where the plan fits.',
  })
  misfits!: readonly string[];
}

const PlanFitConnectionType = estimatedConnectionType('PlanFit', () => PlanFitType);

@Resolver()
export class PlanFitResolvers {
  @Query(() => PlanFitConnectionType, {
    nullable: true,
    description:
      'Active contracts of other plans of the plan’s provider, in the order in which they were recorded, and whether what each used in a period would have fitted this plan.',
  })
  async planFits(
    @Arg('planId', () => ID, { description: 'Id of the Plan that they may fit.' }) planId: string,
    @Arg('from', () => LocalDateScalar, { description: 'First day, in the provider’s time zone.' })
    from: LocalDate,
    @Arg('to', () => LocalDateScalar, {
      description: 'The first day that no longer belongs to the period; at most 5 years after the first one.',
    })
    to: LocalDate,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<PlanFit>> {
    const question = { planId: fromGlobalId('Plan', planId, 'planId'), from, to };
    return listedConnectionOf(await planFits(context, question, page));
  }
}
