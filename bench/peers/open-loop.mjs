import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** Sends requests at a rate over many connections, and tells apart those that were accepted and those that were shed. */
const { url, key, bodiesFile, connections, seconds, perSecond } = JSON.parse(process.argv[2]);
const bodies = readFileSync(bodiesFile, 'utf8').trimEnd().split('\n');

const accepted = [];
const shed = [];
let failed = 0;
let shedWithoutRetryAfter = 0;
let begun = 0;

const run = autocannon({
  url,
  connections,
  duration: seconds,
  overallRate: perSecond,
  ignoreCoordinatedOmission: true,
  timeout: 20,
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
  setupClient(client) {
    const start = (begun++ * 7) % bodies.length;
    client.setRequests(
      [...bodies.slice(start), ...bodies.slice(0, start)].slice(0, 50).map((body) => ({ body })),
    );
    client.on('headers', ({ statusCode, headers }) => {
      const names = headers.map((header) => String(header).toLowerCase());
      if (statusCode === 503 && !names.includes('retry-after')) shedWithoutRetryAfter += 1;
    });
  },
});
run.on('response', (_client, statusCode, _bytes, milliseconds) => {
  if (statusCode === 200) accepted.push(milliseconds);
  else if (statusCode === 503) shed.push(milliseconds);
  else failed += 1;
});

// Connections that broke or gave no answer in time count as errors.
const { errors, duration } = await run;
const seen = {
  offered: (accepted.length + shed.length + failed + errors) / duration,
  accepted: accepted.length,
  shed: shed.length,
  shedWithoutRetryAfter,
  failed: failed + errors,
  acceptedP50: percentile(accepted, 0.5),
  acceptedP99: percentile(accepted, 0.99),
  shedP99: percentile(shed, 0.99),
  longest: Math.max(percentile(accepted, 1), percentile(shed, 1)),
};
process.stdout.write(`RESULT ${JSON.stringify(seen)}\n`);

function percentile(values, share) {
  values.sort((one, other) => one - other);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}
