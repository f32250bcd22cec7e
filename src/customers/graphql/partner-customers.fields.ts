import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { decodeCursor } from '../../platform/reads/keyset-page';
import { pageSlice } from '../../shared/domain/page';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { Connection, connectionOf, PageArgs } from '../../shared/graphql/connection.type';
import { Customer } from '../persistence/customers';
import {
  customersOfPartners,
  PARTNERS_CUSTOMERS,
  partnersCustomersPage,
} from '../persistence/customers-of-partners';
import { CustomerConnectionType, CustomerType } from './customer.type';

function checkPage(page: PageArgs): void {
  const { cursor, backwards } = pageSlice(page);
  if (cursor !== null) decodeCursor(cursor, PARTNERS_CUSTOMERS, ['id'], backwards ? 'before' : 'after');
}

@Resolver(() => CustomerType)
export class PartnerCustomersFields {
  @ChecksArguments(checkPage)
  @FieldResolver(() => CustomerConnectionType, {
    description:
      'Of a partner, the customers whose first line it is and whom you see, in the order in which they were created; none for others.',
  })
  async customers(
    @Root() partner: Customer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Customer>> {
    if (pageSlice(page).backwards)
      return connectionOf(await partnersCustomersPage(context, partner.id, page));
    return connectionOf(await context.load(customersOfPartners, { parentId: partner.id, request: page }));
  }
}
