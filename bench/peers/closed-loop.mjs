import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** Sends the bodies of a file in turn, for machines without wrk, and prints the same line as wrk.lua does. */
const { url, key, bodiesFile, connections, seconds, once } = JSON.parse(process.argv[2]);
const bodies = readFileSync(bodiesFile, 'utf8').trimEnd().split('\n');

let begun = 0;
let sent = 0;

/** A request whose body has a text of its own wherever the placeholder stands. */
const asRequest = (body) =>
  body.includes(once.placeholder)
    ? {
        setupRequest: (request) => {
          const own = once.start + String(++sent).padStart(8, '0');
          return { ...request, body: body.replaceAll(once.placeholder, own) };
        },
      }
    : { body };
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  timeout: 20,
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
  setupClient(client) {
    // Each connection begins elsewhere in the file, so that they do not all ask the same at once.
    const start = Math.floor((begun++ * bodies.length) / connections);
    client.setRequests([...bodies.slice(start), ...bodies.slice(0, start)].slice(0, 1_000).map(asRequest));
  },
});

// Connections that broke or gave no answer in time count as errors.
const { errors, non2xx, duration, requests, throughput, latency } = result;
const seen = {
  requests: requests.total,
  seconds: duration,
  bytes: throughput.total,
  p50: latency.p50,
  p99: latency.p99,
  failed: errors + non2xx,
};
process.stdout.write(`RESULT ${JSON.stringify(seen)}\n`);
