import { TraceFlags } from '@opentelemetry/api';
import { readEnvironment } from '../../../src/boot/environment';
import { traceChooser } from '../../../src/boot/tracing/sampler';

const IDS = Array.from({ length: 1_000 }, (_, nth) =>
  (nth * 4_294_967 + 1).toString(16).padStart(8, '0').padEnd(31, '0').concat('0'),
);

/** How many of a thousand requests are recorded, whose parent has these flags; null: of those without one. */
function recorded(settings: Record<string, string>, traceFlags: TraceFlags | null): number {
  return recordedOf(settings, traceFlags)();
}

function recordedOf(
  settings: Record<string, string>,
  traceFlags: TraceFlags | null,
  now?: () => number,
): () => number {
  let id = '';
  const choose = traceChooser(readEnvironment(settings), () => id, now);
  return () =>
    IDS.filter((traceId) => {
      id = traceId;
      const parent = { traceId, spanId: 'b7ad6b7169203331', traceFlags: traceFlags ?? 0, isRemote: true };
      const chosen = choose(traceFlags === null ? null : parent);
      if (chosen !== null) expect(chosen).toBe(traceId);
      return chosen !== null;
    }).length;
}

it.each([
  ['parentbased_always_on', undefined, [1_000, 1_000, 0]],
  ['parentbased_always_off', undefined, [0, 1_000, 0]],
  ['parentbased_traceidratio', '0.25', [250, 1_000, 0]],
  ['always_on', undefined, [1_000, 1_000, 1_000]],
  ['always_off', undefined, [0, 0, 0]],
  ['traceidratio', '0.25', [250, 250, 250]],
  ['traceidratio', undefined, [1_000, 1_000, 1_000]],
])(
  'of a thousand requests %s with %s records as many as stand in %j: without a parent, where that is recorded, where it is not',
  (name, ratio, counts) => {
    const settings = { OTEL_TRACES_SAMPLER: name, ...(ratio && { OTEL_TRACES_SAMPLER_ARG: ratio }) };
    const seen = [null, TraceFlags.SAMPLED, TraceFlags.NONE].map((flags) => recorded(settings, flags));
    for (const [nth, count] of counts.entries()) expect(Math.abs(seen[nth]! - count)).toBeLessThanOrEqual(2);
  },
);

it('without a setting the client decides, and of requests without its decision the first 100 of each second are recorded', () => {
  expect(recorded({}, TraceFlags.SAMPLED)).toBe(1_000);
  expect(recorded({}, TraceFlags.NONE)).toBe(0);
  let now = 5_000;
  const count = recordedOf({}, null, () => now);
  expect(count()).toBe(100);
  now += 999;
  expect(count()).toBe(0);
  now += 1;
  expect(count()).toBe(100);
});
