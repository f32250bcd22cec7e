/** What nobody but a superuser could do to the contract K-1, whose next plan is to come, and what the doctor says of it. */
export const DAMAGES: readonly (readonly [statement: string, difference: string])[] = [
  ['UPDATE contracts SET plan_id = next_plan_id', 'plans in force: K-1: 2, not 3'],
  ['UPDATE contracts SET next_plan_id = plan_id', 'next plans: K-1: 3, not 2'],
  [
    `UPDATE contracts SET next_plan_from = '2080-01-01T00:00:00Z'`,
    'beginnings of next plans: K-1: 2080-01-01 00:00:00, not 2090-01-01 00:00:00',
  ],
  [`UPDATE contracts SET notice_ends_on = '2080-01-01'`, 'ends by notice: K-1: 2080-01-01, not null'],
  ['UPDATE incidents SET plan_id = 2', 'plans of support requests: K-1, ITN-2026-000001: 2, not 3'],
  [
    `UPDATE contracts SET suspended_since = '2026-01-01T00:00:00Z'`,
    'suspensions: K-1: 2026-01-01 00:00:00, not null',
  ],
  ['UPDATE contracts SET contacts_used = 2', 'named contacts: K-1: 2, not 1'],
  ['UPDATE contracts SET satellites_used = 1, satellites_limit = 5', 'satellites: K-1: 1, not 0'],
  ['UPDATE contract_years SET incidents_used = 3', 'support requests used: K-1, contract year 1: 3, not 1'],
  [
    'UPDATE contract_years SET included_blocks_used = 2',
    'included consulting blocks used: K-1, contract year 1: 2, not 3',
  ],
  [
    'UPDATE contracts SET additional_blocks_ordered = 5',
    'additional consulting blocks ordered: K-1: 5, not 2',
  ],
  ['UPDATE contracts SET additional_blocks_used = 0', 'additional consulting blocks used: K-1: 0, not 1'],
  [
    'UPDATE consulting_orders SET blocks = 9, blocks_reversed = 7',
    'blocks of consulting orders: K-1, order 1: 9, not 2',
  ],
  [
    'UPDATE consulting_orders SET blocks_reversed = 1',
    'blocks left of consulting orders: K-1, order 1: 1, not 2',
  ],
  [
    'UPDATE consulting_orders SET blocks_used = 0',
    'blocks used of consulting orders: K-1, order 1: 0, not 1',
  ],
  [
    `UPDATE consulting_blocks SET status = 'BOOKED', delivered_at = NULL, delivered_by = NULL, delivery_recorded_at = NULL
       WHERE id = 1`,
    'status of consulting blocks: K-1, block 1: BOOKED, not DELIVERED',
  ],
  [
    'UPDATE consulting_events SET position = 7 WHERE position = 2',
    'places of the billing feed: the feed: 7, not 2',
  ],
];
