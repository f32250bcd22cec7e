import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { checkSlice } from '../../platform/reads/branched-list';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { EstimatedConnection, listedConnectionOf, PageArgs } from '../../shared/graphql/connection.type';
import { Customer } from '../persistence/customers';
import { customersOfPartners, PARTNERS_CUSTOMERS } from '../persistence/customers-of-partners';
import { CustomerConnectionType, CustomerType } from './customer.type';

@Resolver(() => CustomerType)
export class PartnerCustomersFields {
  @ChecksArguments((page: PageArgs) => checkSlice(PARTNERS_CUSTOMERS, page))
  @FieldResolver(() => CustomerConnectionType, {
    description:
      'Of a partner, the customers whose first line it is and whom you see, in the order in which they were created; none for others.',
  })
  async customers(
    @Root() partner: Customer,
    @Args(() => PageArgs) request: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<Customer>> {
    const page = { parentId: partner.id, wanted: null, request };
    return listedConnectionOf(await context.load(customersOfPartners, page));
  }
}
