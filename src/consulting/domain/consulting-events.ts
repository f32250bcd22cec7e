import { eventsOf, EventType, flag, instant, number, oneOf } from '../../shared/domain/event-type';
import { Happening } from '../../shared/domain/journal';
import { BLOCK_SOURCES, BLOCK_STATUSES, BlockSource, BlockStatus } from './consulting-block';

const BLOCK = {
  status: oneOf(BLOCK_STATUSES, 'The status after the event.'),
  source: oneOf(BLOCK_SOURCES, 'What it draws on.'),
  startsAt: instant('When the appointment begins.'),
  contractYear: number('The number of the contract year of the appointment.'),
} as const;
const ORDER = { blocks: number('How many blocks.') } as const;

/** Every type of event of consulting blocks. Domain section 12. */
export const BLOCK_EVENTS = {
  'consulting.booked': { description: 'A block was booked.', data: BLOCK },
  'consulting.changed': {
    description: 'An appointment was moved, or what it is about or who gives it.',
    data: BLOCK,
  },
  'consulting.cancelled': {
    description: 'An appointment was cancelled, and gave its block back.',
    data: {
      ...BLOCK,
      byNotice: flag('Whether that was since notice was given and the contract ends before it.'),
    },
  },
  'consulting.delivered': { description: 'A block was delivered.', data: BLOCK },
  'consulting.reversed': { description: 'A delivery was taken back.', data: BLOCK },
} as const satisfies Readonly<Record<string, EventType>>;

/** Every type of event of orders of additional blocks. */
export const ORDER_EVENTS = {
  'consulting.ordered': { description: 'Additional blocks were ordered.', data: ORDER },
  'consulting.order_reversed': { description: 'Unused blocks of an order were taken back.', data: ORDER },
} as const satisfies Readonly<Record<string, EventType>>;

export interface ToldBlock {
  readonly id: string;
  readonly contractId: string;
  readonly status: BlockStatus;
  readonly source: BlockSource;
  readonly startsAt: Date;
  readonly contractYear: number;
}

const happenedToBlock = eventsOf<typeof BLOCK_EVENTS>('ConsultingBlock');

/** An event of the block, which is told as it is after it. */
export function blockHappened(
  type: Exclude<keyof typeof BLOCK_EVENTS, 'consulting.cancelled'>,
  block: ToldBlock,
  occurredAt: Date,
): Happening {
  return happenedToBlock(type, block, occurredAt, toldOf(block));
}

/** The block was cancelled, by a notice or for another reason. */
export function blockCancelled(block: ToldBlock, occurredAt: Date, byNotice: boolean): Happening {
  return happenedToBlock('consulting.cancelled', block, occurredAt, { ...toldOf(block), byNotice });
}

function toldOf({ status, source, startsAt, contractYear }: ToldBlock) {
  return { status, source, startsAt: startsAt.toISOString(), contractYear };
}

export const orderHappened = eventsOf<typeof ORDER_EVENTS>('ConsultingOrder');
