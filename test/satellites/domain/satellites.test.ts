import { ContractState } from '../../../src/contracts/domain/contract-state';
import { decideDecommissionSatellite } from '../../../src/satellites/domain/decommission-satellite';
import { decideRegisterSatellite } from '../../../src/satellites/domain/register-satellite';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

const NOW = new Date('2026-06-10T10:00:00Z');
const STANDARD = publishedPlan('it-novum', 'standard');
const WITHOUT = publishedPlan('op5', 'basic');

function register(state: Partial<ContractState>, isTaken?: boolean, plan = STANDARD) {
  return decideRegisterSatellite({ state: contract(state), plan, nextPlan: null }, NOW, isTaken);
}

const RULES = [
  'CONTRACT_NOT_ACTIVE',
  'CONTRACT_SUSPENDED',
  'DISTRIBUTED_SETUP_NOT_IN_PLAN',
  'SATELLITE_LIMIT_REACHED',
  'CONFLICT',
];
const PASSED = ['PASSED', 'PASSED', 'PASSED', 'PASSED', 'PASSED'];
const butAt = (place: number, outcome: string) =>
  PASSED.map((each, index) => (index === place ? outcome : each));

it.each([
  ['the fifth of five', { satellitesUsed: 4 }, false, PASSED],
  ['in a question, which gives no name', { satellitesUsed: 4 }, undefined, butAt(4, 'NOT_JUDGED')],
  ['the sixth of five', { satellitesUsed: 5 }, false, butAt(3, 'FAILED')],
  ['before the activation', { activatesOn: localDate('2026-06-11') }, false, butAt(0, 'FAILED')],
  ['while suspended', { suspendedSince: NOW }, false, butAt(1, 'FAILED')],
  ['with a name that another has', {}, true, butAt(4, 'FAILED')],
])('one more satellite is decided by every rule once: %s', (_, state, isTaken, outcomes) => {
  expect(outcomesOf(register(state, isTaken))).toEqual(
    RULES.map((rule, place) => `${rule} ${outcomes[place]}`),
  );
});

it('one more satellite is refused once, not twice, by a plan without distributed setups', () => {
  expect(outcomesOf(register({ satellitesUsed: 9 }, false, WITHOUT)).slice(2, 4)).toEqual([
    'DISTRIBUTED_SETUP_NOT_IN_PLAN FAILED',
    'SATELLITE_LIMIT_REACHED NOT_JUDGED',
  ]);
});

it('one more satellite is refused with its numbers, its field and what could be given up', () => {
  expect(refusalsOf(register({ satellitesUsed: 5 }, true))).toMatchObject([
    { limit: 5, used: 5, message: expect.stringContaining('Decommission a satellite.') },
    { code: 'CONFLICT', path: ['input', 'name'] },
  ]);
});

it('a satellite is decommissioned once', () => {
  const standing = decideDecommissionSatellite({ name: 'north', decommissionedAt: null });
  const gone = decideDecommissionSatellite({ name: 'north', decommissionedAt: NOW });
  expect(outcomesOf(standing)).toEqual(['INVALID_STATE PASSED']);
  expect(outcomesOf(gone)).toEqual(['INVALID_STATE FAILED']);
  expect(refusalsOf(gone)).toMatchObject([{ path: ['input', 'satelliteId'] }]);
});
