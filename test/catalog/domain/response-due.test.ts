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
