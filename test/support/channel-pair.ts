import { EventEmitter } from 'node:events';
import { Channel } from '../../src/processes/peer';

/** Two ends of a channel in one process, over which messages come later and in their order, as between processes. */
export function channelPair(): [Channel, Channel] {
  const ends = [new EventEmitter(), new EventEmitter()] as const;
  const channel = (own: EventEmitter, other: EventEmitter): Channel => ({
    send: (message) => setImmediate(() => other.emit('message', structuredClone(message))),
    on: (event, listener) => own.on(event, listener),
  });
  return [channel(ends[0], ends[1]), channel(ends[1], ends[0])];
}
