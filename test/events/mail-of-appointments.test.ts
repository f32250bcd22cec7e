import { eventsAfter, lastPosition } from '../../src/events/persistence/events';
import { queueMails } from '../../src/events/use-cases/queue-mails';
import { booked, cancel } from '../consulting/consulting-api';
import { giveNotice } from '../contracts/contract-api';
import { contactNamed, order, OrderedContract } from '../support/builders';
import { expectFollowsItsType } from '../support/follows-its-type';
import { MailWorld } from './mail-world';

const DAY_MS = 86_400_000;

const world = new MailWorld();
beforeAll(() => world.start('mail_of_appointments'));
afterAll(() => world.stop());
beforeEach(() => world.forget());

/** A contract with two contacts, of whose two appointments one was cancelled alone, and one by a notice. */
async function cancelledByNotice(): Promise<OrderedContract> {
  const contract = await order(world.admin, 'it-novum', 'premium', {
    orderReceivedAt: '2026-04-01T08:00:00Z',
    contacts: [contactNamed('Ada'), contactNamed('Bo')],
  });
  const inAYear = new Date(world.clock.now().getTime() + 400 * DAY_MS).toISOString();
  const [alone] = await booked(world.admin, contract.id, inAYear);
  await cancel(world.admin, alone!.id);
  await booked(world.admin, contract.id, inAYear);
  expect((await giveNotice(world.admin, contract.id, null)).userErrors).toEqual([]);
  return contract;
}

it('an appointment that a notice cancels is mailed to each contact of its contract, and one that is cancelled alone to nobody', async () => {
  const { number } = await cancelledByNotice();
  await world.sendAll();
  expect(world.subjects()).toEqual(Array(2).fill(`${number}: appointment cancelled`));
  expect(world.mailServer.received.map(({ to }) => to[0]).sort()).toEqual([
    'ada@example.com',
    'bo@example.com',
  ]);
});

it('an appointment whose cancellation is mailed to nobody is told by an event for each contact', async () => {
  const after = await lastPosition(world.target.database.sql);
  const { namedContacts } = await cancelledByNotice();
  await queueMails(world.mailing.database, world.clock.now(), false);
  const unsent = await eventsAfter(world.target.database.sql, after, { types: ['mail.not_sent'] }, 10);
  for (const event of unsent) expectFollowsItsType(event);
  expect(unsent.map(({ subjectType, data }) => [subjectType, data])).toEqual(
    namedContacts.map(({ id: contactId }) => [
      'ConsultingBlock',
      { reference: null, contactId, message: 'consulting.cancelled_by_notice' },
    ]),
  );
});
