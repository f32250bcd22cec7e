import { decideCancelContract } from '../../../src/endings/domain/cancel-contract';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';

const LAST = new Date('2026-03-14T22:59:59.999Z');
const FIRST = new Date('2026-03-14T23:00:00Z');

it.each([
  ['the last instant before it begins', {}, LAST, 'PASSED', 'becomes active on 2026-03-15'],
  ['its first instant', {}, FIRST, 'FAILED', 'has been active since 2026-03-15; end it with a notice'],
  [
    'under notice',
    { noticeEndsOn: localDate('2027-03-15') },
    FIRST,
    'FAILED',
    'has been active since 2026-03-15; end it with a notice',
  ],
  ['after its end', { noticeEndsOn: localDate('2026-03-15') }, FIRST, 'FAILED', 'ended on 2026-03-15'],
  ['once it was cancelled', { cancelledAt: LAST }, LAST, 'FAILED', 'was cancelled already, on 2026-03-14'],
])('a contract can be cancelled until it begins: at %s', (_, state, now, outcome, explanation) => {
  const decision = decideCancelContract(contract(state), now);
  expect(outcomesOf(decision)).toEqual([`INVALID_STATE ${outcome}`]);
  expect(decision[0]!.explanation).toContain(explanation);
});
