import { planFeatures } from '../../../src/catalog/domain/plan-features';
import { publishedPlan } from '../../support/published-catalog';

function featuresOf(...plan: Parameters<typeof publishedPlan>): Record<string, string> {
  const features = planFeatures(publishedPlan(...plan));
  const entries = features.map(({ code, granted, detail }) => [
    code,
    granted ? `yes ${detail ?? ''}`.trim() : 'no',
  ]);
  expect(new Set(entries.map(([code]) => code)).size).toBe(entries.length);
  return Object.fromEntries(entries) as Record<string, string>;
}

describe('what a plan grants besides limits', () => {
  it('it-novum Basic tells what it grants besides limits', () => {
    expect(featuresOf('it-novum', 'basic')).toEqual({
      'product:openitcockpit-enterprise': 'yes From version 3.',
      'product:znuny': 'yes',
      'product:i-doit-pro': 'yes',
      'product:connectors': 'yes',
      'test-systems': 'no',
      'distributed-setup': 'yes',
      'additional-consulting': 'yes In whole blocks of 4 hours.',
      'resolution-time': 'no',
    });
  });

  it.each(['standard', 'premium'] as const)('it-novum %s has test systems, too', (code) => {
    expect(featuresOf('it-novum', code)['test-systems']).toBe('yes Always at impact LOW.');
  });

  it('OP5 Basic tells what it grants besides limits', () => {
    expect(featuresOf('op5', 'basic')).toEqual({
      'product:op5-monitor': 'yes',
      'product:op5-monitor-extensions': 'yes',
      'product:op5-agents': 'yes',
      'test-systems': 'yes Always at impact LOW.',
      'distributed-setup': 'no',
      'additional-consulting': 'no',
      'online-self-help': 'yes',
      'out-of-hours-support': 'no',
      'remote-assistance': 'no',
      webinar: 'no',
      'priority-case-process': 'no',
      'crash-and-block-fixes': 'yes On request, with reasonable effort.',
      'other-bug-fixes': 'yes As the bug handling of the provider says.',
      'technical-support': 'yes',
      'knowledge-base': 'yes',
      upgrades: 'yes As the subscription says.',
      updates: 'yes As the subscription says.',
      extensions: 'yes As the subscription says.',
      enhancements: 'yes As the subscription says.',
    });
  });
});
