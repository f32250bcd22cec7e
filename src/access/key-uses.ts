import { Database } from '../platform/transactions/database';
import { writeLastUses } from './persistence/api-keys';

/** Notes when keys were used, so that it can be written later and for many at once, outside of every request. */
export class KeyUses {
  private noted = new Map<string, Date>();

  constructor(private readonly database: Database) {}

  note(keyId: string, at: Date): void {
    this.noted.set(keyId, at);
  }

  /** Writes what was noted since the last time; where that fails, it is lost until the key is used again. */
  async write(): Promise<void> {
    if (this.noted.size === 0) return;
    const uses = this.noted;
    this.noted = new Map();
    await writeLastUses(this.database.sql, uses);
  }
}
