import { BLOCK_STATUSES, decideTransition } from '../../../src/consulting/domain/consulting-block';

const ALLOWED = ['BOOKED to CANCELLED', 'BOOKED to DELIVERED', 'DELIVERED to REVERSED'];
const STEPS = BLOCK_STATUSES.flatMap((from) =>
  (['CANCELLED', 'DELIVERED', 'REVERSED'] as const).map((to) => ({ from, to })),
);

describe('decideTransition', () => {
  it.each(STEPS)(
    'decideTransition lets a block take its allowed steps alone: from $from to $to',
    ({ from, to }) => {
      const { rule, outcome } = decideTransition(from, to);
      expect(rule).toBe('INVALID_STATE');
      expect(outcome).toBe(ALLOWED.includes(`${from} to ${to}`) ? 'PASSED' : 'FAILED');
    },
  );

  it('a refused transition says what the block is, and what would help', () => {
    expect(decideTransition('DELIVERED', 'CANCELLED').explanation).toBe(
      'Only a block that is BOOKED can be cancelled; this one is DELIVERED. Reverse it instead.',
    );
    expect(decideTransition('CANCELLED', 'REVERSED').explanation).toBe(
      'Only a block that is DELIVERED can be reversed; this one is CANCELLED.',
    );
    expect(decideTransition('CANCELLED', 'CANCELLED').explanation).toBe(
      'Only a block that is BOOKED can be cancelled; this one is CANCELLED.',
    );
    expect(decideTransition('DELIVERED', 'CHANGED').explanation).toBe(
      'Only a block that is BOOKED can be changed; this one is DELIVERED.',
    );
  });
});
