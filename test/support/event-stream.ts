/** One message of a stream; a heartbeat has no event. */
export interface StreamMessage {
  readonly id?: string;
  readonly event?: string;
  readonly retry?: string;
  readonly data?: {
    readonly data?: { readonly events: Readonly<Record<string, unknown>> };
    readonly errors?: unknown;
  };
}

export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** Of a response that is no stream. */
  readonly body: {
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: { readonly code: string; readonly argument?: unknown };
    }[];
  };
  /** The next message, heartbeats left out; null at the end of the stream. */
  next(): Promise<StreamMessage | null>;
  /** The types of the next events. */
  take(count: number): Promise<unknown[]>;
  close(): void;
}

export interface Subscribe {
  /** Of POST /graphql. */
  readonly url: string;
  readonly key: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const FOLLOW =
  'subscription ($after: String, $filter: EventFilter) { events(after: $after, filter: $filter) { id type cursor contract { number } } }';

/** Subscribes as a client that reads the stream by itself. */
export async function subscribe({
  url,
  key,
  query = FOLLOW,
  variables,
  headers,
}: Subscribe): Promise<EventStream> {
  const aborted = new AbortController();
  const response = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    signal: aborted.signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const messages = isStream ? messagesOf(response) : null;
  const next = async () => {
    const { value, done } = await messages!.next();
    return done === true ? null : value;
  };
  return {
    status: response.status,
    headers: response.headers,
    body: isStream ? {} : ((await response.json()) as EventStream['body']),
    next,
    async take(count) {
      const types: unknown[] = [];
      while (types.length < count) {
        const message = await next();
        if (message === null) return [...types, 'end'];
        if (message.event === 'next') types.push(message.data?.data?.events['type'] ?? message.data?.errors);
      }
      return types;
    },
    close: () => aborted.abort(),
  };
}

async function* messagesOf(response: Response): AsyncGenerator<StreamMessage> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const message = messageOf(block);
        if (Object.keys(message).length > 0) yield message;
      }
    }
  } catch {
    // The stream was cut off, or closed by the test.
  }
}

function messageOf(block: string): StreamMessage {
  const fields = block
    .split('\n')
    .filter((line) => !line.startsWith(':'))
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);
  const { data, ...others } = Object.fromEntries(fields) as Record<string, string>;
  return { ...others, ...(data && { data: JSON.parse(data) as StreamMessage['data'] }) };
}
