import { registerEnumType } from 'type-graphql';
import { BlockSource, BlockStatus } from '../domain/consulting-block';

export const BlockSourceEnum: Record<BlockSource, BlockSource> = {
  INCLUDED: 'INCLUDED',
  ADDITIONAL: 'ADDITIONAL',
};

registerEnumType(BlockSourceEnum, {
  name: 'BlockSource',
  description: 'Where a consulting block comes from.',
  valuesConfig: {
    INCLUDED: { description: 'The plan includes it in the contract year of the appointment.' },
    ADDITIONAL: { description: 'It was ordered and paid on top; it keeps until the contract ends.' },
  },
});

export const BlockStatusEnum: Record<BlockStatus, BlockStatus> = {
  BOOKED: 'BOOKED',
  DELIVERED: 'DELIVERED',
  CANCELLED: 'CANCELLED',
  REVERSED: 'REVERSED',
};

registerEnumType(BlockStatusEnum, {
  name: 'BlockStatus',
  description: 'Where a consulting block stands.',
  valuesConfig: {
    BOOKED: { description: 'There is an appointment.' },
    DELIVERED: { description: 'The consulting took place; billing reads it.' },
    CANCELLED: { description: 'The appointment was called off; the block can be booked again.' },
    REVERSED: {
      description: 'A delivery was taken back, which billing reads too; the block can be booked again.',
    },
  },
});
