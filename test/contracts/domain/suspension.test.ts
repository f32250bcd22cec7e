import { decideResume, decideSuspend } from '../../../src/contracts/domain/suspension';
import { localDate } from '../../../src/shared/domain/local-date';
import { outcomesOf } from '../../support/outcomes';
import { contract } from './contract';

const NOW = new Date('2026-06-10T10:00:00Z');

it.each([
  ['an active contract', {}, ['PASSED', 'PASSED']],
  ['one that has not begun', { activatesOn: localDate('2026-07-01') }, ['PASSED', 'PASSED']],
  ['one that has ended', { noticeEndsOn: localDate('2026-06-10') }, ['FAILED', 'PASSED']],
  ['one that is suspended', { suspendedSince: NOW }, ['PASSED', 'FAILED']],
])('a contract is suspended once at a time, and not after its end: %s', (_, state, [ended, twice]) => {
  expect(outcomesOf(decideSuspend(contract(state), NOW))).toEqual([
    `CONTRACT_NOT_ACTIVE ${ended}`,
    `INVALID_STATE ${twice}`,
  ]);
});

it('a contract goes on while it is suspended, and only then', () => {
  expect(outcomesOf(decideResume(contract({ suspendedSince: NOW })))).toEqual(['INVALID_STATE PASSED']);
  expect(outcomesOf(decideResume(contract()))).toEqual(['INVALID_STATE FAILED']);
});
