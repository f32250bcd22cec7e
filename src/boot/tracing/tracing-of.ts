import { Environment } from '../environment';
import { Started } from '../open-program';
import type { Tracing } from './tracing';

/** The traces of this process, where they are asked for; null where not, and then nothing of them is loaded. */
export async function tracingOf(environment: Environment, started: Started): Promise<Tracing | null> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: isDisabled } = environment;
  if (endpoint === undefined || isDisabled === 'true') return null;
  const tracing = (await import('./tracing.js')).startTracing(environment);
  started.push(tracing.stop);
  return tracing;
}
