import { createHash } from 'node:crypto';

const REFRESH_MS = 1_000;

/**
 * Who may ask: the header's key by its SHA-256 against the keys of Ambit's own table, which is read anew every second.
 * Answers a function that says of a header whether it is good.
 */
export async function readApiKeys(pool) {
  let hashes = await read(pool);
  setInterval(async () => (hashes = await read(pool)), REFRESH_MS).unref();
  return (authorization) => {
    const key = authorization?.startsWith('Bearer ') ? authorization.slice(7) : '';
    return hashes.has(createHash('sha256').update(key).digest('base64'));
  };
}

async function read(pool) {
  const { rows } = await pool.query(
    'SELECT s.hash FROM public.api_key_secrets s JOIN public.api_keys k ON k.id = s.api_key_id WHERE k.revoked_at IS NULL',
  );
  return new Set(rows.map(({ hash }) => hash.toString('base64')));
}
