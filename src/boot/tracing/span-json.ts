/** By what others name a span. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
  /** Null: the trace begins here. */
  readonly parentSpanId: string | null;
  /** What others have added to the trace; empty: nothing. */
  readonly traceState: string;
}

/** A span as it is sent. */
export interface SpanFacts {
  readonly ids: SpanIds;
  readonly name: string;
  /** As OTLP counts them: 2 of a server, 3 of a client. */
  readonly kind: 2 | 3;
  /** Milliseconds since 1970, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  /** As `attributesJson` makes them. */
  readonly attributes: string;
  readonly isError: boolean;
}

/** The span in the JSON of OTLP, made without an object in between: Q1 of the benchmark shows what each one costs. */
export function spanJson({ ids, name, kind, startMs, endMs, attributes, isError }: SpanFacts): string {
  const { traceId, spanId, parentSpanId, traceState } = ids;
  const parent = parentSpanId === null ? '' : `"parentSpanId":"${parentSpanId}",`;
  const state = traceState === '' ? '' : `"traceState":${JSON.stringify(traceState)},`;
  return (
    `{"traceId":"${traceId}","spanId":"${spanId}",${parent}${state}"name":${JSON.stringify(name)},"kind":${kind},` +
    `"startTimeUnixNano":"${nanoseconds(startMs)}","endTimeUnixNano":"${nanoseconds(endMs)}",` +
    `"attributes":${attributes},"status":${isError ? '{"code":2}' : '{}'}}`
  );
}

/** Attributes in the JSON of OTLP, numbers as whole ones. Those without a value are left out. */
export function attributesJson(attributes: Readonly<Record<string, string | number | null>>): string {
  let json = '';
  for (const key in attributes) {
    const value = attributes[key]!;
    if (value === null) continue;
    json += `${json === '' ? '' : ','}{"key":"${key}","value":${valueJson(value)}}`;
  }
  return `[${json}]`;
}

function valueJson(value: string | number): string {
  return typeof value === 'string' ? `{"stringValue":${JSON.stringify(value)}}` : `{"intValue":${value}}`;
}

/** Digits: as a number they would lose the last three. */
function nanoseconds(ms: number): string {
  // Whole numbers of 31 bits become text several times faster than others.
  const seconds = Math.floor(ms / 1_000);
  const rest = Math.floor((ms - seconds * 1_000) * 1e6);
  return `${seconds}${String(rest).padStart(9, '0')}`;
}
