import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { CustomerType } from '../../customers/graphql/customer.type';
import { Customer } from '../../customers/persistence/customers';
import { checkSlice } from '../../platform/reads/branched-list';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { EstimatedConnection, listedConnectionOf } from '../../shared/graphql/connection.type';
import { ContractState } from '../domain/contract-state';
import { placingOfContracts } from '../persistence/contract-list';
import { contractsOfCustomers } from '../persistence/contracts-page';
import { ContractsArgs } from './contract-list.inputs';
import { ContractConnectionType } from './contract.type';
import { readContractFilter, withoutFilter } from './read-contract-filter';

async function check(
  { filter, orderBy, ...page }: ContractsArgs,
  _now: Date,
  context: RequestContext,
): Promise<void> {
  await readContractFilter(context, { filter, orderBy });
  checkSlice(placingOfContracts({ filter: { search: filter?.search }, orderBy: orderBy ?? 'CREATED' }), page);
}

@Resolver(() => CustomerType)
export class CustomerContractsFields {
  @ChecksArguments(check)
  @FieldResolver(() => ContractConnectionType, {
    description: 'The customer’s contracts, filtered and ordered.',
  })
  async contracts(
    @Root() customer: Customer,
    @Args(() => ContractsArgs) { filter, orderBy, ...request }: ContractsArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<ContractState>> {
    const listed = { filter, orderBy };
    const wanted = withoutFilter(context, listed) ?? (await readContractFilter(context, listed));
    return listedConnectionOf(
      await context.load(contractsOfCustomers, { parentId: customer.id, wanted, request }),
    );
  }
}
