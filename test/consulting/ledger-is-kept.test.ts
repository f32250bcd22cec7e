import { GraphQLClient } from 'graphql-request';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { order } from '../support/builders';
import { useServer } from '../support/test-server';
import { booked, cancel, deliver, orderAdditional } from './consulting-api';

const SOON = new Date(Date.now() + 86_400_000).toISOString();
const REFUSED: unknown = expect.objectContaining({ code: '23001' });

describe('the database', () => {
  const server = useServer();
  let admin: GraphQLClient;
  beforeAll(async () => {
    admin = await server.as('ADMIN');
    const { id } = await order(admin, 'it-novum', 'premium');
    await orderAdditional(admin, id, 1);
    await booked(admin, id, SOON, { blocks: 4 });
    const { id: other } = await order(admin, 'it-novum', 'premium');
    const [first, second] = await booked(admin, other, SOON, { blocks: 2 });
    await deliver(admin, first!.id);
    await cancel(admin, second!.id);
  });

  const sql = (text: string) => server.database.sql.rows(text);

  it.each([
    'UPDATE consulting_events SET hours = hours',
    'UPDATE consulting_events SET note = $$$$ WHERE kind = $$DELIVERED$$',
    'DELETE FROM consulting_events',
    'TRUNCATE consulting_events',
    'DELETE FROM consulting_blocks',
    'TRUNCATE consulting_blocks CASCADE',
    'DELETE FROM consulting_orders',
    'TRUNCATE consulting_orders CASCADE',
    'UPDATE consulting_orders SET discount_percent = 99',
    'UPDATE consulting_orders SET blocks = blocks + 1',
    `UPDATE consulting_blocks SET subject = 'Another' WHERE status <> 'BOOKED'`,
    `UPDATE consulting_blocks SET source = 'INCLUDED', order_id = NULL WHERE source = 'ADDITIONAL' AND status = 'BOOKED'`,
    `UPDATE consulting_blocks SET booked_at = now() WHERE status = 'BOOKED'`,
    'UPDATE consulting_orders SET blocks_reversed = blocks_reversed - 1',
    `UPDATE consulting_blocks SET status = 'BOOKED', delivered_at = NULL WHERE status = 'DELIVERED'`,
    `UPDATE consulting_blocks SET status = 'BOOKED', cancelled_at = NULL WHERE status = 'CANCELLED'`,
    `UPDATE consulting_blocks SET status = 'REVERSED', reversed_at = now(), delivered_at = now() WHERE status = 'DELIVERED'`,
    'UPDATE closed_months SET ends_at = ends_at',
    'DELETE FROM closed_months',
    'DELETE FROM closed_exports',
  ])('the database refuses to change the consulting ledger: %s', async (text) => {
    await expect(sql(text)).rejects.toEqual(REFUSED);
  });

  it('the database holds consulting counters within their limits, whatever a rule forgot', async () => {
    const { id } = await order(admin, 'it-novum', 'standard');
    const contractId = parseGlobalId(id)!.id;
    await booked(admin, id, SOON);
    const violates = (constraint: string): unknown => expect.objectContaining({ constraint });
    await expect(
      sql(`UPDATE contract_years SET included_blocks_used = 2 WHERE contract_id = ${contractId}`),
    ).rejects.toEqual(violates('contract_years_included_blocks_used_check'));
    await expect(
      sql(`UPDATE contracts SET additional_blocks_used = 1 WHERE id = ${contractId}`),
    ).rejects.toEqual(violates('contracts_additional_blocks_used_check'));
    await orderAdditional(admin, id, 1);
    await expect(
      sql(`UPDATE consulting_orders SET blocks_used = 2 WHERE contract_id = ${contractId}`),
    ).rejects.toEqual(violates('consulting_orders_blocks_used_check'));
  });
});
