import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  LimitReachedErrorType,
  OutsideWindowErrorType,
  RuleErrorType,
} from '../../shared/graphql/user-error.type';
import { RequestContext } from '../request-context';
import { Plan } from '../domain/plan';
import { PlanType } from './plan.type';

const description =
  'Plans the provider sells today under which this rule would pass; empty where no plan helps.';

@Resolver(() => LimitReachedErrorType)
export class LimitReachedErrorFields {
  @FieldResolver(() => [PlanType], { description })
  allowedByPlans(
    @Root() refusal: LimitReachedErrorType,
    @Ctx() { catalog }: RequestContext,
  ): Promise<readonly Plan[]> {
    return catalog.plansOf(refusal.allowedByPlanIds);
  }
}

@Resolver(() => RuleErrorType)
export class RuleErrorFields {
  @FieldResolver(() => [PlanType], { description })
  allowedByPlans(
    @Root() refusal: RuleErrorType,
    @Ctx() { catalog }: RequestContext,
  ): Promise<readonly Plan[]> {
    return catalog.plansOf(refusal.allowedByPlanIds);
  }
}

@Resolver(() => OutsideWindowErrorType)
export class OutsideWindowErrorFields {
  @FieldResolver(() => [PlanType], { description })
  allowedByPlans(
    @Root() refusal: OutsideWindowErrorType,
    @Ctx() { catalog }: RequestContext,
  ): Promise<readonly Plan[]> {
    return catalog.plansOf(refusal.allowedByPlanIds);
  }
}
