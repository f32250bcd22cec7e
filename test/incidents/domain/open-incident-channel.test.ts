import { berlin } from '../../calendar/calendars';
import { codesFor, factsOf, refusalsFor } from './incident-request';

const op5 = { product: 'op5-monitor', productVersion: '9.0.1' };

describe('channel', () => {
  it.each([
    ['it-novum', 'basic', 'EMAIL', []],
    ['it-novum', 'basic', 'PHONE', ['CHANNEL_NOT_IN_PLAN']],
    ['it-novum', 'standard', 'PHONE', ['CHANNEL_NOT_IN_PLAN']],
    ['it-novum', 'premium', 'PHONE', []],
    ['it-novum', 'premium', 'WEB', ['CHANNEL_NOT_IN_PLAN']],
    ['op5', 'basic', 'EMAIL', []],
    ['op5', 'basic', 'WEB', []],
    ['op5', 'basic', 'PHONE', ['CHANNEL_NOT_IN_PLAN']],
    ['op5', 'standard', 'PHONE', []],
    ['op5', 'premium', 'PHONE', []],
  ] as const)(
    'a request of an incident comes by the channels of its plan: %s %s by %s',
    (provider, plan, channel, codes) => {
      const product = provider === 'op5' ? op5 : {};
      expect(codesFor(factsOf(provider, plan), { channel, ...product })).toEqual(codes);
    },
  );

  it.each([
    ['CRITICAL', false, []],
    ['MEDIUM', false, ['CHANNEL_NOT_ALLOWED_FOR_IMPACT']],
    ['LOW', false, ['CHANNEL_NOT_ALLOWED_FOR_IMPACT']],
    ['CRITICAL', true, ['CHANNEL_NOT_ALLOWED_FOR_IMPACT']],
  ] as const)(
    'a request by phone at it-novum is for what is CRITICAL and no test system: impact %s, test system: %s',
    (impact, testSystem, codes) => {
      const request = { channel: 'PHONE', impact, testSystem } as const;
      expect(codesFor(factsOf('it-novum', 'premium'), request)).toEqual(codes);
    },
  );

  it.each(['CRITICAL', 'MEDIUM', 'LOW'] as const)(
    'a request by phone at OP5 is taken with impact %s',
    (impact) => {
      expect(codesFor(factsOf('op5', 'standard'), { channel: 'PHONE', impact, ...op5 })).toEqual([]);
    },
  );

  it.each([
    ['it-novum', 'premium', '2026-06-10 07:59:59.999', '2026-06-10 08:00'],
    ['it-novum', 'premium', '2026-06-10 08:00:00', null],
    ['it-novum', 'premium', '2026-06-10 17:59:59.999', null],
    ['it-novum', 'premium', '2026-06-10 18:00:00', '2026-06-11 08:00'],
    ['it-novum', 'premium', '2026-06-06 12:00:00', '2026-06-08 08:00'], // a Saturday
    ['it-novum', 'premium', '2026-06-04 12:00:00', '2026-06-05 08:00'], // Corpus Christi
    ['it-novum', 'premium', '2026-12-24 12:00:00', null], // a working day
    ['op5', 'standard', '2026-06-10 16:59:59.999', null],
    ['op5', 'standard', '2026-06-10 17:00:00', '2026-06-11 08:00'],
    ['op5', 'standard', '2026-06-04 12:00:00', null], // no holidays are left out
    ['op5', 'premium', '2026-06-07 03:00:00', null], // around the clock, on a Sunday
  ] as const)(
    'a request by phone outside the service window tells when it opens next: %s %s at %s opens next %s',
    (provider, plan, received, opens) => {
      const product = provider === 'op5' ? op5 : {};
      const request = { channel: 'PHONE', receivedAt: berlin(received), ...product } as const;
      const nextOpensAt = opens && berlin(opens);
      expect(refusalsFor(factsOf(provider, plan), request)).toMatchObject(
        nextOpensAt === null
          ? []
          : [
              {
                kind: 'OUTSIDE_WINDOW',
                code: 'OUTSIDE_SERVICE_WINDOW',
                nextOpensAt,
                path: ['input', 'channel'],
              },
            ],
      );
    },
  );

  it.each(['EMAIL', 'WEB'] as const)('the channel %s is open to requests at any time', (channel) => {
    const request = { channel, receivedAt: berlin('2026-12-26 03:00'), ...op5 };
    expect(codesFor(factsOf('op5', 'basic'), request)).toEqual([]);
  });
});
