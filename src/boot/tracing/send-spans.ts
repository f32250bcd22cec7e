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
  const waiting = new SpanBytes(resource);
  return {
    send: (json) => batches.onEnd(waiting.add(json) as unknown as ReadableSpan),
    stop: () => batches.shutdown(),
  };
}

const SAMPLED = { traceFlags: TraceFlags.SAMPLED };

/** All that BatchSpanProcessor asks of a span. */
class FinishedSpan {
  constructor(
    readonly resource: Resource,
    readonly chunk: Buffer,
    readonly from: number,
    readonly to: number,
  ) {}

  spanContext(): object {
    return SAMPLED;
  }
}

const CHUNK_BYTES = 524_288;

/** Keeps spans as bytes, one behind the other with a comma before each: as texts or buffers of their own they would be thousands of objects that garbage collection moves. */
class SpanBytes {
  private chunk = Buffer.alloc(0);
  private at = 0;

  constructor(private readonly resource: Resource) {}

  add(json: string): FinishedSpan {
    // A character takes three bytes at most.
    const most = 1 + 3 * json.length;
    if (this.at + most > this.chunk.length) {
      this.chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, most));
      this.at = 0;
    }
    const from = this.at;
    this.chunk[from] = COMMA;
    this.at = from + 1 + this.chunk.write(json, from + 1);
    return new FinishedSpan(this.resource, this.chunk, from, this.at);
  }
}

const COMMA = 0x2c;

/** The bytes of spans, those that lie one behind the other in one piece. */
function piecesOf(spans: readonly FinishedSpan[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let nth = 0; nth < spans.length;) {
    const { chunk, from, to: end } = spans[nth]!;
    let to = end;
    for (nth += 1; nth < spans.length && spans[nth]!.chunk === chunk && spans[nth]!.from === to; nth += 1)
      to = spans[nth]!.to;
    pieces.push(chunk.subarray(from, to));
  }
  return pieces;
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
      const [first, ...others] = piecesOf(spans as unknown as FinishedSpan[]);
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
