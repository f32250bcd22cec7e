import { ROOT_CONTEXT, SpanContext, SpanKind, trace } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { Environment } from '../environment';

/** So many traces are begun in a second where no sampler is set: to record each of thousands a second costs a tenth of the processor. */
const BEGUN_A_SECOND = 100;

/** Returns the id of the trace in which a request is recorded, that of its client or a new one; null where it is not recorded. */
export type ChooseTrace = (parent: SpanContext | null) => string | null;

interface Sampling {
  /** Whether a request that belongs to no trace may begin one; asked before it is given an id. */
  readonly mayBegin: () => boolean;
  /** Decides of all that may. */
  readonly sampler: Sampler;
}

/**
 * Which requests are recorded, as OTEL_TRACES_SAMPLER says. Where it says nothing: as the client has decided, and of those without a
 * decision up to 100 a second.
 */
export function traceChooser(
  environment: Environment,
  newTraceId: () => string,
  now: () => number = () => performance.now(),
): ChooseTrace {
  const { mayBegin, sampler } = samplingOf(environment, now);
  return (parent) => {
    if (parent === null && !mayBegin()) return null;
    const context = parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    const traceId = parent?.traceId ?? newTraceId();
    const { decision } = sampler.shouldSample(context, traceId, '', SpanKind.SERVER, {}, []);
    return decision === SamplingDecision.RECORD_AND_SAMPLED ? traceId : null;
  };
}

function samplingOf(environment: Environment, now: () => number): Sampling {
  const { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio } = environment;
  if (name === undefined)
    return {
      mayBegin: firstOfEachSecond(BEGUN_A_SECOND, now),
      sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    };
  const root = name.endsWith('always_on')
    ? new AlwaysOnSampler()
    : name.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(ratio);
  return {
    mayBegin: () => true,
    sampler: name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root,
  };
}

function firstOfEachSecond(count: number, now: () => number): () => boolean {
  let left = count;
  let until = -Infinity;
  return () => {
    const at = now();
    if (at >= until) {
      until = at + 1_000;
      left = count;
    }
    left -= 1;
    return left >= 0;
  };
}
