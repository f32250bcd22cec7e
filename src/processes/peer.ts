/** What one process may ask another one of the program, by name. */
export type Calls = Readonly<Record<string, (argument: never) => unknown>>;

/** How a process answers what it may be asked. What is returned at once is sent before the next message is read. */
export type Handlers<C extends Calls> = {
  readonly [Name in keyof C]: (
    argument: Parameters<C[Name]>[0],
  ) => ReturnType<C[Name]> | Promise<ReturnType<C[Name]>>;
};

/** The channel between a process and one that it has started: `process` on one side, a worker of the cluster on the other. */
export interface Channel {
  send(message: object, whenSent: (error: Error | null) => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** The other process has ended, or could not do what it was asked for. */
export class PeerError extends Error {}

interface Question {
  readonly peer: 'question';
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly peer: 'answer';
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: PeerError) => void;
}

/** The other end of a channel, which may be asked, and which asks. Messages come in the order in which they were sent. */
export class Peer<Theirs extends Calls, Own extends Calls> {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private isGone = false;

  constructor(
    private readonly channel: Channel,
    private readonly handlers: Handlers<Own>,
  ) {
    channel.on('message', (message) => this.receive(message));
  }

  /**
   * What the other process answers. `received` is told of it before any later message is read, a promise only after.
   * Throws PeerError.
   */
  ask<Name extends keyof Theirs & string>(
    name: Name,
    argument: Parameters<Theirs[Name]>[0],
    received: (answer: ReturnType<Theirs[Name]>) => void = () => undefined,
  ): Promise<ReturnType<Theirs[Name]>> {
    if (this.isGone) return Promise.reject(new PeerError('the other process has ended'));
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      const answered = (value: unknown) => {
        received(value as ReturnType<Theirs[Name]>);
        resolve(value as ReturnType<Theirs[Name]>);
      };
      this.waiting.set(id, { resolve: answered, reject });
      this.send({ peer: 'question', id, name, argument });
    });
  }

  /** To be called when the other process has ended: whatever it was asked for fails. */
  gone(): void {
    this.isGone = true;
    for (const { reject } of this.waiting.values()) reject(new PeerError('the other process has ended'));
    this.waiting.clear();
  }

  private receive(message: unknown): void {
    const { peer } = message as Partial<Question | Answer>;
    if (peer === 'question') void this.answer(message as Question);
    else if (peer === 'answer') this.settle(message as Answer);
  }

  private async answer({ id, name, argument }: Question): Promise<void> {
    try {
      const handler = this.handlers[name] as (argument: unknown) => unknown;
      const given = handler(argument);
      const value = given instanceof Promise ? ((await given) as unknown) : given;
      this.send({ peer: 'answer', id, value });
    } catch (error) {
      this.send({ peer: 'answer', id, fault: (error as Error).message });
    }
  }

  private settle({ id, value, fault }: Answer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (fault === undefined) waiting?.resolve(value);
    else waiting?.reject(new PeerError(fault));
  }

  private send(message: Question | Answer): void {
    // A process that ends meanwhile is noticed by its end.
    if (!this.isGone) this.channel.send(message, () => undefined);
  }
}
