import { Caller } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { Command } from '../shared/domain/command';
import { RequestTrace } from './request-trace';

/** Who asks, when, under which id, and by which mutation: what a write is recorded under. */
export interface RequestData {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly requestId: string;
  /** The mutation that is running; null in queries, and where the program itself writes. */
  readonly command: Command | null;
  /** Whether the mutation returned what is stored under its idempotency key. */
  isReplayed: boolean;
  /** Where its statements are noted; null or left out: nowhere. */
  readonly trace?: RequestTrace | null;
  /** Told where something was committed that this request wrote, where positions are kept. */
  noteWrite?(position: string): void;
}
