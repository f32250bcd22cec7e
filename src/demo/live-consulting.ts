import { RequestContext } from '../catalog/request-context';
import { bookConsultingBlock } from '../consulting/use-cases/book-consulting-block';
import { cancelConsultingBlock } from '../consulting/use-cases/cancel-consulting-block';
import { deliverConsultingBlock } from '../consulting/use-cases/deliver-consulting-block';
import { orderAdditionalConsulting } from '../consulting/use-cases/order-additional-consulting';
import { contractYearOn } from '../contracts/domain/contract-dates';
import { ContractState } from '../contracts/domain/contract-state';
import { dateAt, startOfDate } from '../shared/domain/local-date';
import { asMutation } from './as-mutation';
import { DemoContract } from './demo-data';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SUBJECTS = [
  'Tuning of the check intervals',
  'Notification rules',
  'Upgrade of the satellites',
  'Reports for management',
];

/**
 * Delivers blocks over the running contract year; those above the included ones are ordered at a list price first. One more is
 * booked for next week and one that was booked is cancelled, where the contract has blocks left.
 */
export async function liveConsulting(
  context: RequestContext,
  { blocksDelivered = 0 }: DemoContract,
  { id: contractId, activatesOn, timeZone }: ContractState,
): Promise<void> {
  const now = context.clock.now();
  const year = contractYearOn(activatesOn, dateAt(now, timeZone));
  if (blocksDelivered === 0 || year === null) return;
  const price = { listPricePerHour: '165.00', currency: 'EUR' };
  await asMutation(context, 'orderAdditionalConsulting', () =>
    orderAdditionalConsulting(context, { contractId, blocks: blocksDelivered, ...price }),
  );
  const began = startOfDate(year.from, timeZone).getTime();
  const step = (now.getTime() - began) / (blocksDelivered + 1);
  for (let n = 1; n <= blocksDelivered; n += 1) {
    const startsAt = wholeHour(began + n * step);
    const blockId = await book(context, contractId, startsAt, n);
    const deliveredAt = new Date(Math.min(now.getTime(), startsAt.getTime() + 4 * HOUR));
    await asMutation(context, 'deliverConsultingBlock', () =>
      deliverConsultingBlock(context, { blockId, deliveredAt, deliveredBy: null }),
    );
  }
  const blockId = await book(context, contractId, wholeHour(now.getTime() + 5 * DAY), 0);
  await asMutation(context, 'cancelConsultingBlock', () =>
    cancelConsultingBlock(context, { blockId, reason: 'The customer is on holiday.' }),
  );
  await book(context, contractId, wholeHour(now.getTime() + 12 * DAY), 0);
}

async function book(context: RequestContext, contractId: string, startsAt: Date, n: number): Promise<string> {
  const appointment = { startsAt, subject: SUBJECTS[n % SUBJECTS.length]!, consultant: 'Mara Keller' };
  const blocks = await asMutation(context, 'bookConsultingBlock', () =>
    bookConsultingBlock(context, { contractId, blocks: 1, ...appointment }),
  );
  return blocks[0]!.id;
}

function wholeHour(at: number): Date {
  return new Date(Math.floor(at / HOUR) * HOUR);
}
