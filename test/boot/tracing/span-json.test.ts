import { attributesJson, spanJson } from '../../../src/boot/tracing/span-json';

const ids = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentSpanId: null,
  traceState: '',
};
const span = {
  ids,
  name: 'one "name"',
  kind: 3,
  startMs: 1_764_320_000_001.25,
  endMs: 1_764_320_000_999,
  attributes: attributesJson({ text: 'a\n"b"', whole: 200, none: null }),
  isError: false,
} as const;

it('a span without a parent is JSON of OTLP, its times in nanoseconds, its attributes by their types', () => {
  expect(JSON.parse(spanJson(span))).toEqual({
    traceId: ids.traceId,
    spanId: ids.spanId,
    name: 'one "name"',
    kind: 3,
    startTimeUnixNano: '1764320000001250000',
    endTimeUnixNano: '1764320000999000000',
    attributes: [
      { key: 'text', value: { stringValue: 'a\n"b"' } },
      { key: 'whole', value: { intValue: 200 } },
    ],
    status: {},
  });
});

it('a span that failed within the trace of somebody else says so, and names its parent and the state of the trace', () => {
  const within = { ...ids, parentSpanId: '00f067aa0ba902b7', traceState: 'rojo=1,congo="2"' };
  expect(JSON.parse(spanJson({ ...span, ids: within, isError: true }))).toMatchObject({
    parentSpanId: '00f067aa0ba902b7',
    traceState: 'rojo=1,congo="2"',
    status: { code: 2 },
  });
});
