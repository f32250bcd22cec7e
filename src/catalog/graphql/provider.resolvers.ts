import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../request-context';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { Plan, Region } from '../domain/plan';
import { checkHolidayYear, providerHolidays } from '../domain/provider-holidays';
import { SellingProvider } from '../persistence/catalog';
import { RegionEnum } from './catalog.enums';
import { PlanType } from './plan.type';
import { HolidayType, ProductType } from './provider-facts.type';
import { ProviderType } from './provider.type';

@Resolver(() => ProviderType)
export class ProviderResolvers {
  @Query(() => [ProviderType], { nullable: true, description: 'All providers of the catalog.' })
  async providers(@Ctx() { catalog }: RequestContext): Promise<readonly SellingProvider[]> {
    await catalog.refresh();
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
    await catalog.refresh();
    const providers = await catalog.allProviders();
    return providers.find((provider) => provider.code === code) ?? null;
  }

  @FieldResolver(() => [PlanType], { description: 'The plans it sells today, each in its newest version.' })
  plans(@Root() provider: SellingProvider, @Ctx() { catalog }: RequestContext): Promise<readonly Plan[]> {
    return catalog.plansOf(provider.currentPlanIds);
  }

  @FieldResolver(() => [ProductType], { description: 'What its support covers, with the releases of each.' })
  products(@Root() { products, releases }: SellingProvider): readonly ProductType[] {
    const releasesOf = (code: string) => releases.find(({ product }) => product === code)?.releases ?? [];
    return products.map((product) => ({ ...product, releases: releasesOf(product.code) }));
  }

  @ChecksArguments(checkHolidayYear)
  @FieldResolver(() => [HolidayType], {
    description: 'The public holidays that its service windows leave out in a year, by date.',
  })
  holidays(
    @Root() provider: SellingProvider,
    @Arg('year', () => Int, { description: 'The year, from 1970 to 2899.' }) year: number,
    @Arg('region', () => RegionEnum, {
      nullable: true,
      description: 'Of the customer, on whose clock support works; EUROPE where left out.',
    })
    region: Region | null,
  ): readonly HolidayType[] {
    return providerHolidays(provider, year, region ?? 'EUROPE');
  }
}
