// Sends the webhooks of a database as one process of the program does, until it is killed. Needs the build.
require('reflect-metadata');
const { connect } = require('../../dist/src/boot/connect.js');
const { WebhookDelivery } = require('../../dist/src/events/webhooks/deliver-webhooks.js');
const { webhookPoster } = require('../../dist/src/events/webhooks/post-webhook.js');
const { databaseOver } = require('../../dist/src/platform/transactions/database.js');
const { readIdKey } = require('../../dist/src/platform/read-id-key.js');
const { useIdKey } = require('../../dist/src/shared/domain/hidden-number.js');
const { systemClock } = require('../../dist/src/shared/domain/clock.js');

async function main() {
  const settings = { DATABASE_POOL_SIZE: 4, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };
  const database = databaseOver(await connect(process.env.DATABASE_URL, settings));
  useIdKey(await readIdKey(database.sql));
  const log = { error: (facts, message) => process.stderr.write(`${message} ${facts.err}\n`) };
  const post = webhookPoster(true);
  const parts = { database, clock: systemClock, post, random: Math.random, isPaused: () => false, log };
  new WebhookDelivery(parts).start();
  process.stdout.write('sending\n');
  setInterval(() => undefined, 1_000);
}

void main();
