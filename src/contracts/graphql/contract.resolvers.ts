import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { Customer, customersById } from '../../customers/persistence/customers';
import { CustomerType } from '../../customers/graphql/customer.type';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { momentOf } from '../../shared/domain/moment';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { EstimatedConnection, listedConnectionOf } from '../../shared/graphql/connection.type';
import { eitherIdOr } from '../../shared/graphql/either-id-or';
import { MomentArgsType } from '../../shared/graphql/moment.args';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { ContractIdentity, ContractState, overSince } from '../domain/contract-state';
import { nextRenewal, noticeDeadline } from '../domain/contract-dates';
import { ContractSnapshot } from '../domain/snapshot';
import { contractByNumber, contractsById, stateOf } from '../persistence/contracts';
import { contractsPage } from '../persistence/contracts-page';
import { readSnapshot } from '../use-cases/read-snapshot';
import { ContractSnapshotType } from './contract-snapshot.type';
import { ContractsArgs } from './contract-list.inputs';
import { readContractFilter } from './read-contract-filter';
import { ContractConnectionType, ContractType } from './contract.type';

@Resolver(() => ContractType)
export class ContractResolvers {
  @Query(() => ContractType, {
    nullable: true,
    description: 'One contract by its id or by its number; null where you see none.',
  })
  contract(
    @Arg('id', () => ID, { nullable: true, description: 'Id of a Contract.' }) id: string | null,
    @Arg('number', () => String, { nullable: true, description: 'Number of the contract.' })
    number: string | null,
    @Ctx() context: RequestContext,
  ): Promise<ContractState | null> {
    const byId = (key: string) => context.load(contractsById, key);
    return eitherIdOr('Contract', { id, number }, byId, (text) => contractByNumber(context, text));
  }

  @Query(() => ContractConnectionType, { description: 'Contracts, filtered and ordered.' })
  async contracts(
    @Args(() => ContractsArgs) args: ContractsArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<ContractState>> {
    const wanted = await readContractFilter(context, args);
    return listedConnectionOf(await contractsPage(context, wanted, args));
  }

  @FieldResolver(() => CustomerType, { description: 'Who bought it.' })
  customer(@Root() contract: ContractIdentity, @Ctx() context: RequestContext): Promise<Customer | null> {
    return context.load(customersById, contract.customerId);
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'The next renewal date; null once it is going to end, or was cancelled.',
  })
  async renewsOn(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<LocalDate | null> {
    return renewalOf(await stateOf(context, contract), context);
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description:
      'The last day on which a notice still ends the running term; null once it is going to end, or was cancelled.',
  })
  async noticeDeadline(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<LocalDate | null> {
    const state = await stateOf(context, contract);
    const renewsOn = renewalOf(state, context);
    if (renewsOn === null) return null;
    const plan = await context.catalog.plan(state.planId);
    return noticeDeadline(renewsOn, plan.terms.noticeDays);
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description:
      'The first day on which it is over, of two notices the earlier; null while it renews by itself, and where it was cancelled.',
  })
  async endsOn(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<LocalDate | null> {
    const { noticeEndsOn, cancelledAt } = await stateOf(context, contract);
    return cancelledAt === null ? noticeEndsOn : null;
  }

  @ChecksArguments(momentOf)
  @FieldResolver(() => ContractSnapshotType, {
    description:
      'The contract, its plan and its quotas at one instant; NOT_ORDERED, with the plan that was ordered, before the order.',
  })
  snapshot(
    @Root() contract: ContractIdentity,
    @Args(() => MomentArgsType) args: MomentArgsType,
    @Ctx() context: RequestContext,
  ): ContractSnapshot | Promise<ContractSnapshot> {
    return readSnapshot(context, contract, momentOf(args, context.clock.now()));
  }
}

/** The next renewal date; null once the contract is going to end. */
function renewalOf(state: ContractState, { clock }: RequestContext): LocalDate | null {
  if (overSince(state) !== null) return null;
  return nextRenewal(state, dateAt(clock.now(), state.timeZone));
}
