import { IMPACTS } from '../../../src/catalog/domain/plan';
import { responseDueAt } from '../../../src/catalog/domain/service-hours';
import { at, berlin } from '../../calendar/calendars';
import { publishedPlan } from '../../support/published-catalog';
import { IT_NOVUM_EXAMPLES, OP5_EXAMPLES, REGION_CLOCKS } from './worked-examples';

describe('the first response of it-novum', () => {
  it.each(IT_NOVUM_EXAMPLES)(
    'the first response of it-novum %s, received %s, %s: due %s',
    (code, received, impact, due) => {
      const plan = publishedPlan('it-novum', code);
      for (const region of ['EUROPE', 'AMERICAS'] as const) {
        expect(responseDueAt(plan, region, impact, berlin(received))).toEqual(due && berlin(due));
      }
    },
  );
});

describe('the first response of OP5, whatever the impact', () => {
  it.each(OP5_EXAMPLES)(
    'the first response of OP5 %s %s, received %s, whatever the impact: due %s',
    (code, region, received, due) => {
      const plan = publishedPlan('op5', code);
      const clock = REGION_CLOCKS[region];
      for (const impact of IMPACTS) {
        expect(responseDueAt(plan, region, impact, at(clock, received))).toEqual(at(clock, due));
      }
    },
  );
});

it('no first response is promised without a target for the impact, or without a window for it to run in', () => {
  const plan = publishedPlan('it-novum', 'standard');
  const at = berlin('2026-06-10 10:00');
  const due = (entitlements: Partial<typeof plan.entitlements>) =>
    responseDueAt({ ...plan, entitlements: { ...plan.entitlements, ...entitlements } }, 'EUROPE', 'LOW', at);
  expect(due({})).not.toBeNull();
  expect(due({ responseTargets: [] })).toBeNull();
  expect(due({ serviceWindows: [] })).toBeNull();
});
