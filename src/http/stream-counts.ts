import { EndedBecause } from '../events/use-cases/follower';

/** Why a stream ended, as the metrics call it: by the reason of its follower, and what only the connection knows. */
export const STREAM_ENDS = {
  gone: 'client',
  caller: 'key',
  stopping: 'stopping',
} as const satisfies Readonly<Record<EndedBecause, string>>;
export type StreamEnd = (typeof STREAM_ENDS)[EndedBecause] | 'slow-reader' | 'fault';

/** The streams of this process: how many are open, and how many have ended since its start, by the reason. */
export class StreamCounts {
  readonly ends: Record<StreamEnd, number> = { client: 0, key: 0, stopping: 0, 'slow-reader': 0, fault: 0 };

  constructor(private readonly openNow: () => number) {}

  get open(): number {
    return this.openNow();
  }

  ended(why: StreamEnd): void {
    this.ends[why] += 1;
  }
}
