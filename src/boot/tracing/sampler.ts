import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  Sampler,
  SamplingDecision,
  SamplingResult,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { Environment } from '../environment';

/** So many traces are begun in a second where no sampler is set: to record each of thousands a second costs a tenth of the processor. */
const BEGUN_A_SECOND = 100;

/**
 * Which requests are recorded, as OTEL_TRACES_SAMPLER says. Where it says nothing: as the client has decided, and of those without a
 * decision up to 100 a second.
 */
export function samplerOf(environment: Environment, now: () => number = () => performance.now()): Sampler {
  const { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio } = environment;
  if (name === undefined) return new ParentBasedSampler({ root: new FirstOfEachSecond(now) });
  const root = name.endsWith('always_on')
    ? new AlwaysOnSampler()
    : name.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(ratio);
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

class FirstOfEachSecond implements Sampler {
  private left = BEGUN_A_SECOND;
  private until = -Infinity;

  constructor(private readonly now: () => number) {}

  shouldSample(): SamplingResult {
    const now = this.now();
    if (now >= this.until) {
      this.until = now + 1_000;
      this.left = BEGUN_A_SECOND;
    }
    this.left -= 1;
    return this.left < 0 ? NOT_RECORDED : RECORDED;
  }

  toString(): string {
    return `FirstOfEachSecond{${BEGUN_A_SECOND}}`;
  }
}

const NOT_RECORDED = { decision: SamplingDecision.NOT_RECORD };
const RECORDED = { decision: SamplingDecision.RECORD_AND_SAMPLED };
