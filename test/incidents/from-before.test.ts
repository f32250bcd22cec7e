import { GraphQLClient } from 'graphql-request';
import { IncidentsAgain1795300000130 } from '../../src/database/migrations/1795300000130-incidents-again';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, OF_OP5, open, step } from './incidents';

const clock = new TestClock('2026-06-10T10:00:00.000Z');
const server = useServer(clock, 'incidents_from_before');
let admin: GraphQLClient;

const INCIDENTS = `SELECT id, distributed_setup, priority, started_at_line, due_at_response, response_met,
    first_response_recorded_at, resolved_at, resolved_on_first_call, duplicate_of_id FROM incidents ORDER BY id`;
const EVENTS = `SELECT id, at, recorded_at, kind, internal, response_due_at, actor, actor_kind FROM incident_events ORDER BY id`;

it('incidents of a database from before are brought to what they would be today', async () => {
  admin = await server.as('ADMIN');
  const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  const partnerId = await createCustomer(admin, { isPartner: true });
  const customerId = await createCustomer(admin, { partnerId });
  const premium = await order(admin, 'op5', 'premium', { ...ACTIVE, customerId });
  const { id: escalated } = await accepted(open(admin, premium, OF_OP5));
  await accepted(step(admin, 'escalateIncident', escalated, { note: 'Handed on.' }));

  const own = await createCustomer(admin);
  const basic = await order(admin, 'it-novum', 'standard', { ...ACTIVE, customerId: own });
  const customer = await server.as('CUSTOMER', own);
  const { id: late } = await accepted(open(admin, basic, { receivedAt: '2026-06-08T10:00:00Z' }));
  clock.moveTo('2026-06-10T12:00:00.000Z');
  await accepted(step(admin, 'recordFirstResponse', late, { respondedAt: '2026-06-09T10:00:00Z' }));
  await accepted(step(admin, 'resolveIncident', late, { note: 'Fixed.' }));
  const { id: waiting } = await accepted(open(customer, basic));
  await accepted(step(admin, 'recordFirstResponse', waiting));
  await accepted(step(admin, 'awaitCustomer', waiting, { note: 'Which log?' }));
  const { id: twice } = await accepted(open(customer, basic));
  await accepted(step(admin, 'voidIncident', twice, { reason: 'Twice.', internal: false }));

  const runner = server.database.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const kept = [await runner.query(INCIDENTS), await runner.query(EVENTS)] as object[][];
    await new IncidentsAgain1795300000130().down(runner);
    await new IncidentsAgain1795300000130().up(runner);
    expect(await runner.query(INCIDENTS)).toEqual(kept[0]);
    expect(await runner.query(EVENTS)).toEqual(kept[1]);
    expect(kept[0]).toMatchObject([
      { priority: true, started_at_line: 2 },
      { response_met: false, resolved_on_first_call: false },
      {},
      {},
    ]);
    const change = runner.query(`UPDATE incident_events SET note = 'Otherwise.'`);
    await expect(change).rejects.toThrow();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});
