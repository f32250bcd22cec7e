import { Sql, statement } from '../../platform/sql';

const ADD = statement(
  'add-webhook-secret',
  'INSERT INTO webhook_secrets (endpoint_id, secret) VALUES ($1, $2)',
);

export async function addSecret(sql: Sql, endpointId: string, secret: Buffer): Promise<void> {
  await sql.rows(ADD, [endpointId, secret]);
}

// One that ends earlier anyway still does, and those that have ended are forgotten.
const END = statement(
  'end-webhook-secrets',
  `WITH over AS (DELETE FROM webhook_secrets WHERE endpoint_id = $1 AND valid_until <= $2)
   UPDATE webhook_secrets SET valid_until = least(valid_until, $3::timestamptz)
   WHERE endpoint_id = $1 AND (valid_until IS NULL OR valid_until > $2)`,
);

/** Lets all secrets of an endpoint end at the latest at an instant. */
export async function endSecrets(sql: Sql, endpointId: string, now: Date, until: Date): Promise<void> {
  await sql.rows(END, [endpointId, now, until]);
}

const FORGET = statement('forget-webhook-secrets', 'DELETE FROM webhook_secrets WHERE endpoint_id = $1');

export async function forgetSecrets(sql: Sql, endpointId: string): Promise<void> {
  await sql.rows(FORGET, [endpointId]);
}
