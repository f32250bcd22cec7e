import { TraceFlags } from '@opentelemetry/api';
import { OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import {
  convertLegacyHttpOptions,
  createOtlpHttpExportDelegate,
} from '@opentelemetry/otlp-exporter-base/node-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { attributesJson } from './span-json';

export interface SpanSender {
  readonly send: (json: string) => void;
  /** Sends what is there. */
  readonly stop: () => Promise<void>;
}

const NAME = 'ambit';

/** Sends spans in batches by OTLP over HTTP, as the variables OTEL_… say. */
export function sendSpans(): SpanSender {
  const resource = ambitResource();
  const batches = new BatchSpanProcessor(exporterOf(resource));
  return {
    send: (json) =>
      batches.onEnd(new FinishedSpan(Buffer.from(`,${json}`), resource) as unknown as ReadableSpan),
    stop: () => batches.shutdown(),
  };
}

const SAMPLED = { traceFlags: TraceFlags.SAMPLED };

/** All that BatchSpanProcessor asks of a span. Its text is bytes already: garbage collection would copy the pieces of each that waits. */
class FinishedSpan {
  constructor(
    /** After a comma. */
    readonly json: Buffer,
    readonly resource: Resource,
  ) {}

  spanContext(): object {
    return SAMPLED;
  }
}

function ambitResource(): Resource {
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': NAME }))
    .merge(detectResources({ detectors: [envDetector] }));
}

/** The exporter of OpenTelemetry with its settings, retries and limits, which gets spans as text. */
function exporterOf(resource: Resource): OTLPExporterBase<ReadableSpan[]> {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(resource.attributes)) attributes[key] = String(value);
  const before = Buffer.from(
    `{"resourceSpans":[{"resource":{"attributes":${attributesJson(attributes)}},` +
      `"scopeSpans":[{"scope":{"name":"${NAME}"},"spans":[`,
  );
  const after = Buffer.from(']}]}]}');
  const serializer = {
    serializeRequest(spans: ReadableSpan[]) {
      const [first, ...others] = (spans as unknown as FinishedSpan[]).map(({ json }) => json);
      return Buffer.concat([before, first!.subarray(1), ...others, after]);
    },
    deserializeResponse: (body: Uint8Array) =>
      body.length === 0 ? {} : (JSON.parse(Buffer.from(body).toString()) as object),
  };
  const headers = { 'Content-Type': 'application/json' };
  return new OTLPExporterBase(
    createOtlpHttpExportDelegate(
      convertLegacyHttpOptions({}, 'TRACES', 'v1/traces', headers),
      serializer,
      'otlp_http_span_exporter',
      { name: 'span', countItems: (spans) => spans.length },
      undefined,
    ),
  );
}
