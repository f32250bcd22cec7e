import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BilledKind, BlockSource } from '../../consulting/domain/consulting-block';
import { BlockSourceEnum } from '../../consulting/graphql/consulting.enums';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { CustomerType } from '../../customers/graphql/customer.type';
import { Customer } from '../../customers/persistence/customers';
import { connectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

export const ConsultingUsageKindEnum: Record<BilledKind, BilledKind> = {
  ORDERED: 'ORDERED',
  ORDER_REVERSED: 'ORDER_REVERSED',
  DELIVERED: 'DELIVERED',
  REVERSED: 'REVERSED',
};

registerEnumType(ConsultingUsageKindEnum, {
  name: 'ConsultingUsageKind',
  description: 'What billing is told of. Hours and amounts are never negative: the kind says how they count.',
  valuesConfig: {
    ORDERED: { description: 'Additional blocks were ordered; they are invoiced by this row.' },
    ORDER_REVERSED: {
      description: 'Blocks of an order were taken back unused: counts against an earlier ORDERED row.',
    },
    DELIVERED: { description: 'A block was delivered.' },
    REVERSED: { description: 'A delivery was taken back: counts against an earlier DELIVERED row.' },
  },
});

@ObjectType('ConsultingUsage', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'One event that billing reads. It never changes; a correction is another one.',
})
export class ConsultingUsageType extends NodeType {
  @Field(() => ConsultingUsageKindEnum, { description: 'What happened.' })
  kind!: BilledKind;

  @Field(() => DateTimeScalar, {
    description:
      'When it counts for billing: when it happened or, where that month was closed by then, when it was recorded.',
  })
  occurredAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => Int, {
    description:
      'The contract year: of the appointment, for an order that of the order, also of what takes it back. Counted from 1.',
  })
  contractYear!: number;

  @Field(() => BlockSourceEnum, { description: 'Whether the plan includes it, or it was ordered on top.' })
  source!: BlockSource;

  @Field(() => Int, { description: 'Hours of consulting, in whole blocks of 4.' })
  hours!: number;

  @Field(() => Int, {
    description: 'Percent off the list price, of the plan in force at the order; 0 for INCLUDED.',
  })
  discountPercent!: number;

  @Field(() => CustomerType, { description: 'Whose contract it is.' })
  customer!: Customer;

  @Field(() => ContractType, { description: 'Under which contract.' })
  contract!: ContractIdentity;

  planId!: string;
  blockId!: string | null;
  orderId!: string | null;
}

@ObjectType('ConsultingTotal', {
  simpleResolvers: true,
  description: 'The sum over the whole period of all rows of one source, kind and currency.',
})
export class ConsultingTotalType {
  @Field(() => BlockSourceEnum, { description: 'The source of the rows.' })
  source!: BlockSource;

  @Field(() => ConsultingUsageKindEnum, { description: 'The kind of the rows.' })
  kind!: BilledKind;

  @Field(() => Int, { description: 'The sum of their hours.' })
  hours!: number;
}

export const ConsultingUsageConnectionType = connectionType('ConsultingUsage', () => ConsultingUsageType);
