import {
  hasPriority,
  promiseOf,
  reportOf,
  startLine,
  underPlan,
} from '../../../src/incidents/domain/incident-facts';
import { publishedPlan, publishedProvider } from '../../support/published-catalog';
import { complete, factsOf, RECEIVED_AT } from './incident-request';

it('a report is what the request holds of it, and nothing else', () => {
  const request = { ...complete, ...complete.report! };
  expect(reportOf(request)).toEqual(complete.report);
});

it('a request starts at the first line, one of a partner’s customer at the line of the provider for those', () => {
  expect(startLine({ partnerId: null, provider: publishedProvider('op5') })).toBe(1);
  expect(startLine({ partnerId: '8', provider: publishedProvider('op5') })).toBe(2);
  expect(startLine({ partnerId: '8', provider: publishedProvider('it-novum') })).toBe(1);
});

it('a promise runs on the clock of the line at which the request starts', () => {
  const saturday = new Date('2026-06-13T21:00:00Z');
  const promised = (partnerId: string | null) =>
    promiseOf(factsOf('op5', 'premium', { partnerId }), 'LOW', saturday)?.toISOString();
  expect(promised(null)).toBe('2026-06-14T01:00:00.000Z');
  expect(promised('8')).toBe('2026-06-15T10:00:00.000Z');
});

it('under another plan its number of requests counts too', () => {
  const premium = publishedPlan('it-novum', 'premium');
  const standard = factsOf('it-novum', 'standard');
  expect(underPlan(standard, premium)).toEqual({ ...standard, plan: premium, quotaPlan: premium });
  expect(promiseOf(standard, 'CRITICAL', RECEIVED_AT)?.toISOString()).toBe('2026-06-10T14:00:00.000Z');
});

it('incidents have priority under a plan that grants the priority process', () => {
  expect(hasPriority(publishedPlan('op5', 'premium'))).toBe(true);
  expect(hasPriority(publishedPlan('op5', 'standard'))).toBe(false);
  const { entitlements, ...plan } = publishedPlan('op5', 'premium');
  expect(hasPriority({ ...plan, entitlements: { ...entitlements, features: [] } })).toBe(false);
});
