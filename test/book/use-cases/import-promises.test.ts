import { booked } from '../../consulting/consulting-api';
import { countersAgree } from '../../support/counters-agree';
import { mutate } from '../../support/mutate';
import { TestServer } from '../../support/test-server';
import { Content, NOW, useDesk } from '../book-desk';

const desk = useDesk('import_promises');
const { bringIn, faultsOf } = desk;
let server: TestServer;
beforeAll(async () => (server = await desk.serve()));

const rows = <Row>(text: string) => desk.target.database.sql.rows<Row>(text);

describe('what was promised before a contract was brought in', () => {
  const promised: Content = {
    customers: ['V-1,Vau AG,EUROPE,,,'],
    contracts: ['V-1', 'V-2', 'V-3'].map(
      (number) => `${number},V-1,it-novum,premium,1,2025-02-01,2025-03-01,12`,
    ),
    contacts: ['V-1', 'V-2', 'V-3'].map((number) => `${number},Ada,ada@example.com,1,`),
    notices: ['V-1,CUSTOMER,2026-05-01,,"Moves,\nnow"', 'V-1,PROVIDER,2026-05-02T10:00:00Z,2028-03-01,'],
    changes: ['V-1,basic,1,2027-03-01', 'V-2,standard,1,2027-03-01'],
    suspensions: ['V-2,2026-06-01,No access.'],
    blocks: ['V-3,2026-04-01,2,150.00,EUR,7', 'V-3,2026-04-01,1,99.50,CHF,0'],
  };
  const state = async (number: string) => {
    const admin = await server.as('ADMIN');
    const { contract } = await admin.request<{ contract: Record<string, never> }>(
      `query ($number: String!) { contract(number: $number) { id notices { party receivedAt reason endsOn }
        scheduledPlanChange { plan { code } effectiveOn } suspension { since reason } consultingOrders { id remainingBlocks discountPercent }
        snapshot { status additionalConsultingBlocks { remaining } satellites { limit } } } }`,
      { number },
    );
    return contract;
  };
  let eventsBefore: number;

  beforeAll(async () => {
    eventsBefore = (await rows('SELECT 1 FROM events')).length;
    await bringIn(promised);
  });

  it('its notices, its scheduled change of plan, its suspension and its paid blocks are what the API shows', async () => {
    expect(await state('V-1')).toMatchObject({
      notices: [
        {
          party: 'CUSTOMER',
          receivedAt: '2026-04-30T22:00:00.000Z',
          endsOn: '2027-03-01',
          reason: 'Moves,\nnow',
        },
        { party: 'PROVIDER', receivedAt: '2026-05-02T10:00:00.000Z', endsOn: '2028-03-01', reason: null },
      ],
      snapshot: { status: 'NOTICE_GIVEN', satellites: { limit: 10 } },
    });
    expect(await state('V-2')).toMatchObject({
      scheduledPlanChange: { plan: { code: 'standard' }, effectiveOn: '2027-03-01' },
      suspension: { since: '2026-05-31T22:00:00.000Z', reason: 'No access.' },
      snapshot: { satellites: { limit: 5 } },
    });
    expect(await state('V-3')).toMatchObject({
      consultingOrders: [
        { remainingBlocks: 2, discountPercent: 7 },
        { remainingBlocks: 1, discountPercent: 0 },
      ],
      snapshot: { additionalConsultingBlocks: { remaining: 3 } },
    });
  });

  it('it is told by no event, billed nothing, and every counter agrees with its ledger', async () => {
    expect((await rows('SELECT 1 FROM events')).length).toBe(eventsBefore);
    expect(await rows('SELECT 1 FROM consulting_events WHERE position IS NOT NULL')).toEqual([]);
    await countersAgree(desk.target.database, NOW);
  });

  it('use that a later file brings is found by the share of the quota at once', async () => {
    await bringIn({ usage: ['V-3,2026-03-01,45,0'] });
    await countersAgree(desk.target.database, NOW);
    const admin = await server.as('ADMIN');
    const { contracts } = await admin.request<{ contracts: { nodes: object[] } }>(
      '{ contracts(first: 50, filter: { quotaAtLeast: { quota: INCIDENTS, percent: 90 } }) { nodes { number } } }',
    );
    expect(contracts.nodes).toContainEqual({ number: 'V-3' });
  });

  it('a second run finds it unchanged, and what differs is a fault that names the field', async () => {
    const { notices, changes, suspensions, blocks } = promised;
    const plan = await bringIn({ notices, changes, suspensions, blocks });
    expect(plan.bundles).toEqual([]);
    expect(plan.unchanged).toMatchObject({ notices: 2, changes: 2, suspensions: 1, blocks: 2 });
    const differing: Content = {
      notices: ['V-1,CUSTOMER,2026-05-01,2028-03-01,Other'],
      changes: ['V-2,basic,1,2027-03-01'],
      suspensions: ['V-2,2026-06-02,No access.'],
      blocks: ['V-3,2026-04-01,3,150,EUR,7'],
    };
    expect(await faultsOf(differing)).toEqual([
      expect.stringMatching(/^notices.csv 2 ends_on: is "2027-03-01" in the database/),
      expect.stringMatching(/^notices.csv 2 reason: is "Moves/),
      expect.stringMatching(/^changes.csv 2 plan: is "standard" in the database/),
      expect.stringMatching(/^suspensions.csv 2 since: is "2026-06-01" in the database/),
      expect.stringMatching(/^blocks.csv 2 blocks: is "2" in the database/),
    ]);
  });

  it('its blocks are called up as those of any order, and what is left of them is credited as they were paid', async () => {
    const admin = await server.as('ADMIN');
    const { id, consultingOrders } = (await state('V-3')) as unknown as {
      id: string;
      consultingOrders: { id: string }[];
    };
    for (let nth = 0; nth < 4; nth += 1) await booked(admin, id, '2026-07-01T08:00:00Z');
    expect(await state('V-3')).toMatchObject({ snapshot: { additionalConsultingBlocks: { remaining: 2 } } });
    await mutate(admin, 'reverseConsultingOrder', {
      orderId: consultingOrders[0]!.id,
      reason: 'Not needed.',
    });
    const billed = await rows<object>(
      `SELECT kind, hours, net_amount_minor::int AS net FROM consulting_events WHERE position IS NOT NULL`,
    );
    expect(billed).toEqual([{ kind: 'ORDER_REVERSED', hours: 4, net: 55_800 }]);
    await countersAgree(desk.target.database, NOW);
  });
});
