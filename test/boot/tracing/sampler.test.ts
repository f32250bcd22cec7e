import { ROOT_CONTEXT, SpanKind, trace, TraceFlags } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace-node';
import { readEnvironment } from '../../../src/boot/environment';
import { Sampling, samplingOf } from '../../../src/boot/tracing/sampler';

const IDS = Array.from({ length: 1_000 }, (_, nth) =>
  (nth * 4_294_967 + 1).toString(16).padStart(8, '0').padEnd(31, '0').concat('0'),
);

/** How many of a thousand requests are recorded, whose parent has these flags; null: of those without one. */
function recorded(settings: Record<string, string>, traceFlags: TraceFlags | null): number {
  return recordedBy(samplingOf(readEnvironment(settings)), traceFlags);
}

function recordedBy({ mayBegin, sampler }: Sampling, traceFlags: TraceFlags | null): number {
  return IDS.filter((traceId) => {
    if (traceFlags === null && !mayBegin()) return false;
    const parent = { traceId, spanId: 'b7ad6b7169203331', traceFlags: traceFlags ?? 0, isRemote: true };
    const context = traceFlags === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    const { decision } = sampler.shouldSample(context, traceId, '', SpanKind.SERVER, {}, []);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
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
  const sampling = samplingOf(readEnvironment({}), () => now);
  const count = () => recordedBy(sampling, null);
  expect(count()).toBe(100);
  now += 999;
  expect(count()).toBe(0);
  now += 1;
  expect(count()).toBe(100);
});
