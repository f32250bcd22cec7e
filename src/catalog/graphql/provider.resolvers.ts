import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../request-context';
import { Plan } from '../domain/plan';
import { SellingProvider } from '../persistence/catalog';
import { PlanType } from './plan.type';
import { ProviderType } from './provider.type';

@Resolver(() => ProviderType)
export class ProviderResolvers {
  @Query(() => [ProviderType], { description: 'All providers of the catalog.' })
  providers(@Ctx() { catalog }: RequestContext): Promise<readonly SellingProvider[]> {
    return catalog.allProviders();
  }

  @Query(() => ProviderType, {
    nullable: true,
    description: 'One provider; null where there is none of this code.',
  })
  async provider(
    @Arg('code', () => String, { description: 'Code of the provider: it-novum or op5.' }) code: string,
    @Ctx() { catalog }: RequestContext,
  ): Promise<SellingProvider | null> {
    const providers = await catalog.allProviders();
    return providers.find((provider) => provider.code === code) ?? null;
  }

  @FieldResolver(() => [PlanType], { description: 'The plans it sells today, each in its newest version.' })
  plans(@Root() provider: SellingProvider, @Ctx() { catalog }: RequestContext): Promise<readonly Plan[]> {
    return catalog.plansOf(provider.currentPlanIds);
  }
}
