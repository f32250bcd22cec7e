import { createHash } from 'node:crypto';

/** What is stored of a secret. A fast hash will do: 160 random bits cannot be guessed, however fast the guesses are. */
export function hashApiKey(apiKey: string): Buffer {
  return createHash('sha256').update(apiKey).digest();
}
