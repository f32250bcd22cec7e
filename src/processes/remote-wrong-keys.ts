import { createHash } from 'node:crypto';
import { WrongKeyLimit } from '../http/wrong-key-limit';
import { LimitCalls, WorkerCalls } from './calls';
import { Peer } from './peer';

/** The wrong keys of a worker, which the first process counts. It is told digests alone. */
export class RemoteWrongKeys implements WrongKeyLimit {
  /** What is looked up at the moment and was not counted. A process looks up a key for one request at a time. */
  private readonly uncounted = new Set<string>();

  constructor(private readonly primary: Peer<LimitCalls, WorkerCalls>) {}

  retryAfter(addressGroup: string, secret: string): Promise<number | null> {
    return this.primary.ask('wrongKeyRetryAfter', { addressGroup, digest: digestOf(secret) });
  }

  async count(addressGroup: string, secret: string): Promise<number | null> {
    const digest = digestOf(secret);
    const { retryAfter, isKnown } = await this.primary.ask('countWrongKey', { addressGroup, digest });
    if (isKnown) this.uncounted.add(digest);
    else this.uncounted.delete(digest);
    return retryAfter;
  }

  async takeBack(addressGroup: string, secret: string): Promise<void> {
    if (!this.uncounted.delete(digestOf(secret))) await this.primary.ask('takeBackWrongKey', addressGroup);
  }

  remember(secret: string): void {
    void this.primary.ask('rememberKey', digestOf(secret));
  }
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
