import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ConsultingBlockType } from '../../consulting/graphql/consulting-block.type';
import { ConsultingOrderType } from '../../consulting/graphql/consulting-order.type';
import { blocksById, ConsultingBlock } from '../../consulting/persistence/consulting-blocks';
import { ConsultingOrder, ordersById } from '../../consulting/persistence/consulting-orders';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { ConsultingUsage, reversedKey, reversedUsage } from '../persistence/consulting-usage';
import { ConsultingUsageType } from './consulting-usage.type';

/**
 * What a row of the feed is about, read for all rows of a page where somebody asks. Of a block nothing changes any more
 * once it is in the feed.
 */
@Resolver(() => ConsultingUsageType)
export class UsageSubjectFields {
  @FieldResolver(() => DateTimeScalar, {
    description: 'When it happened, also where it counts later because that month was closed.',
  })
  async happenedAt(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<Date> {
    if (usage.kind !== 'DELIVERED') return usage.recordedAt;
    return (await blockOf(usage, context))!.deliveredAt!;
  }

  @FieldResolver(() => ConsultingBlockType, {
    nullable: true,
    description: 'The block that was delivered or reversed; null for an order.',
  })
  block(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<ConsultingBlock | null> {
    return blockOf(usage, context);
  }

  @FieldResolver(() => ConsultingOrderType, {
    nullable: true,
    description: 'The order that it is about or draws on; null for INCLUDED.',
  })
  order(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<ConsultingOrder | null> {
    return usage.orderId === null ? Promise.resolve(null) : context.load(ordersById, usage.orderId);
  }

  @FieldResolver(() => ConsultingUsageType, {
    nullable: true,
    description: 'Of REVERSED and ORDER_REVERSED: the row that it takes back, of an order perhaps in part.',
  })
  reverses(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<ConsultingUsage | null> {
    const key = reversedKey(usage);
    return key === null ? Promise.resolve(null) : context.load(reversedUsage, key);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the appointment was about; null for an order.',
  })
  async subject(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<string | null> {
    return (await blockOf(usage, context))?.subject ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who delivered it or, where nobody is named, was to deliver it; null for an order.',
  })
  async consultant(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<string | null> {
    const block = await blockOf(usage, context);
    return block?.deliveredBy ?? block?.consultant ?? null;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When the appointment begins; null for an order.',
  })
  async startsAt(@Root() usage: ConsultingUsage, @Ctx() context: RequestContext): Promise<Date | null> {
    return (await blockOf(usage, context))?.startsAt ?? null;
  }
}

function blockOf({ blockId }: ConsultingUsage, context: RequestContext): Promise<ConsultingBlock | null> {
  return blockId === null ? Promise.resolve(null) : context.load(blocksById, blockId);
}
