import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { READERS_OF_ADDRESSES } from '../../shared/domain/readers-of-addresses';
import { EstimatedConnection, listedConnectionOf } from '../../shared/graphql/connection.type';
import { eitherIdOr } from '../../shared/graphql/either-id-or';
import { payloadType } from '../../shared/graphql/payload.type';
import { RequestContext } from '../../catalog/request-context';
import { customersPage } from '../persistence/customer-list';
import { Customer, customerByNumber, customersById } from '../persistence/customers';
import { createCustomer } from '../use-cases/create-customer';
import { updateCustomer } from '../use-cases/update-customer';
import { CreateCustomerInput, CustomersArgs, UpdateCustomerInput } from './customer.inputs';
import { CustomerConnectionType, CustomerType } from './customer.type';

const CreateCustomerPayload = payloadType('createCustomer', 'customer', () => CustomerType);
const UpdateCustomerPayload = payloadType('updateCustomer', 'customer', () => CustomerType);

function partnerIdOf({ partnerId }: CreateCustomerInput | UpdateCustomerInput): string | null {
  return partnerId == null ? null : fromGlobalId('Customer', partnerId, 'input', 'partnerId');
}

@Resolver(() => CustomerType)
export class CustomerResolvers {
  @Query(() => CustomerType, {
    nullable: true,
    description: 'One customer by its id or by its number; null where you see none.',
  })
  customer(
    @Arg('id', () => ID, { nullable: true, description: 'Id of a Customer.' }) id: string | null,
    @Arg('number', () => String, { nullable: true, description: 'Number of the customer.' })
    number: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Customer | null> {
    return eitherIdOr(
      'Customer',
      { id, number },
      (key) => context.load(customersById, key),
      (text) => customerByNumber(context, text),
    );
  }

  @Query(() => CustomerConnectionType, { description: 'Customers, filtered and ordered.' })
  async customers(
    @Args(() => CustomersArgs) args: CustomersArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<Customer>> {
    const { partnerId, ...filter } = args.filter ?? {};
    const partner = partnerId == null ? null : fromGlobalId('Customer', partnerId, 'filter', 'partnerId');
    const wanted = {
      filter: { ...filter, partnerId: partner },
      orderBy: args.orderBy ?? 'CREATED',
      readsAddresses: READERS_OF_ADDRESSES.includes(context.caller.role),
    } as const;
    return listedConnectionOf(await customersPage(context, wanted, args));
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The partner whose customer it is; null without one, and where you do not see it.',
  })
  partner(@Root() customer: Customer, @Ctx() context: RequestContext): Promise<Customer | null> | null {
    return customer.partnerId === null ? null : context.load(customersById, customer.partnerId);
  }

  @Mutation(() => CreateCustomerPayload, { description: 'Adds a customer.' })
  async createCustomer(
    @Arg('input', { description: 'The new customer.' }) input: CreateCustomerInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const partnerId = partnerIdOf(input);
    const { number, name, region } = input;
    return {
      customer: await createCustomer(context, {
        number,
        name,
        region,
        isPartner: input.isPartner ?? false,
        partnerId,
        language: input.language ?? 'EN',
      }),
    };
  }

  @Mutation(() => UpdateCustomerPayload, {
    description: 'Changes a customer; what is left out stays as it is.',
  })
  async updateCustomer(
    @Arg('input', { description: 'The changes.' }) input: UpdateCustomerInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const customerId = fromGlobalId('Customer', input.customerId, 'input', 'customerId');
    return {
      customer: await updateCustomer(context, {
        customerId,
        name: input.name ?? null,
        region: input.region ?? null,
        isPartner: input.isPartner ?? null,
        partnerId: partnerIdOf(input),
        language: input.language ?? null,
      }),
    };
  }
}
