import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { HOURS_PER_CONSULTING_BLOCK } from '../../catalog/domain/plan';
import { ContractIdentity, ContractState } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractsById } from '../../contracts/persistence/contracts';
import { isOwn } from '../../shared/domain/tenant-scope';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { checkSlice } from '../../platform/reads/branched-list';
import { Connection, connectionOf, PageArgs } from '../../shared/graphql/connection.type';
import { RequestContext } from '../../catalog/request-context';
import { BLOCKS_LIST, blocksOfContracts, ConsultingBlock } from '../persistence/consulting-blocks';
import { ConsultingOrder, ordersById } from '../persistence/consulting-orders';
import { BlockStatus } from '../domain/consulting-block';
import { BlockStatusEnum } from './consulting.enums';
import { ConsultingOrderType } from './consulting-order.type';
import { ConsultingBlockConnectionType, ConsultingBlockType } from './consulting-block.type';

@Resolver(() => ConsultingBlockType)
export class ConsultingBlockFields {
  @FieldResolver(() => ContractType, { description: 'Under which contract it is given.' })
  contract(@Root() block: ConsultingBlock, @Ctx() context: RequestContext): Promise<ContractState | null> {
    return context.load(contractsById, block.contractId);
  }

  @FieldResolver(() => ConsultingOrderType, {
    nullable: true,
    description: 'The order that it draws on; null for an INCLUDED block.',
  })
  order(
    @Root() block: ConsultingBlock,
    @Ctx() context: RequestContext,
  ): Promise<ConsultingOrder | null> | null {
    return block.orderId === null ? null : context.load(ordersById, block.orderId);
  }

  @FieldResolver(() => Int, { description: 'How long it is: always 4 hours.' })
  hours(): number {
    return HOURS_PER_CONSULTING_BLOCK;
  }
}

@ArgsType()
class ConsultingBlocksArgs extends PageArgs {
  @Field(() => BlockStatusEnum, {
    nullable: true,
    description: 'Only blocks of this status; all where left out.',
  })
  status?: BlockStatus | null;
}

/** Has no blocks, since ids begin at 1. */
const NO_CONTRACT = '0';

@Resolver(() => ContractType)
export class ContractConsultingFields {
  @ChecksArguments((page: PageArgs) => checkSlice(BLOCKS_LIST, page))
  @FieldResolver(() => ConsultingBlockConnectionType, {
    description:
      'Its consulting blocks, whatever became of them, in the order in which they were booked; none of a contract that you see as its customer’s partner.',
  })
  async consultingBlocks(
    @Root() contract: ContractIdentity,
    @Args(() => ConsultingBlocksArgs) { status, ...request }: ConsultingBlocksArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ConsultingBlock>> {
    const parentId = isOwn(context.scope, contract.customerId) ? contract.id : NO_CONTRACT;
    return connectionOf(await context.load(blocksOfContracts, { parentId, wanted: status ?? null, request }));
  }
}
