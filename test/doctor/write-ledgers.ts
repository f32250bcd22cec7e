import { booked, deliver, orderAdditional } from '../consulting/consulting-api';
import { schedulePlan } from '../consulting/schedule-plan';
import { accepted, open } from '../incidents/incidents';
import { order, planId } from '../support/builders';
import { TestServer } from '../support/test-server';

const SOON = new Date(Date.now() + 86_400_000).toISOString();

/** Orders the contract K-1, and lets something be written of whatever the doctor compares. Returns its id. */
export async function writeLedgers(server: TestServer): Promise<string> {
  const admin = await server.as('ADMIN');
  const contract = await order(admin, 'it-novum', 'premium', { number: 'K-1' });
  const { id } = contract;
  await orderAdditional(admin, id, 2);
  const blocks = await booked(admin, id, SOON, { blocks: 4 });
  await deliver(admin, blocks[0]!.id);
  const incident = await accepted(open(admin, contract, { product: 'znuny', productVersion: '6.5' }));
  const text = `UPDATE incidents SET reference = 'ITN-2026-000001' WHERE reference = $1`;
  await server.database.sql.rows(text, [incident.reference]);
  await schedulePlan(server, id, await planId(admin, 'it-novum', 'standard'), '2090-01-01T00:00:00Z');
  return id;
}
