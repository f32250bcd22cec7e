import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ProviderType } from '../../catalog/graphql/provider.type';
import { SellingProvider } from '../../catalog/persistence/catalog';
import { RequestContext } from '../../catalog/request-context';
import { CustomerType } from '../../customers/graphql/customer.type';
import { Customer, customersById } from '../../customers/persistence/customers';
import { Caller } from '../../shared/domain/caller';
import { ViewerType } from './viewer.type';

@Resolver(() => ViewerType)
export class ViewerResolvers {
  @Query(() => ViewerType, {
    nullable: true,
    description: 'Who asks: the person or the API key that the request came with.',
  })
  viewer(@Ctx() { caller }: RequestContext): Caller {
    return caller;
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The customer for which a caller of role CUSTOMER acts; null for every other role.',
  })
  customer(@Root() { customerId }: Caller, @Ctx() context: RequestContext): Promise<Customer | null> | null {
    return customerId === null ? null : context.load(customersById, customerId);
  }

  @FieldResolver(() => ProviderType, {
    nullable: true,
    description:
      'The one provider that staff is bound to: whatever belongs to another does not exist for it. Null where it sees all, and for role CUSTOMER.',
  })
  provider(
    @Root() { providerId }: Caller,
    @Ctx() { catalog }: RequestContext,
  ): Promise<SellingProvider> | null {
    return providerId === null ? null : catalog.provider(providerId);
  }
}
