import { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  /** Header and body as they came. */
  readonly source: string;
}

/** What the server replies at a stage; undefined: it goes on. */
export interface Replies {
  recipient?: number;
  data?: number;
  /** Takes the mail and cuts the connection without a word. */
  hangsUp?: boolean;
}

export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** For the mails that come. */
  replies: Replies;
  close(): Promise<void>;
}

function refusal(code: number): Error {
  return Object.assign(new Error('refused by the test'), { responseCode: code });
}

/** A real SMTP server on a free port, which keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const state: { replies: Replies } = { replies: {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) =>
      done(state.replies.recipient === undefined ? null : refusal(state.replies.recipient)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { data, hangsUp } = state.replies;
        if (data !== undefined) return done(refusal(data));
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString(),
        });
        if (hangsUp !== true) return done(null);
        for (const { _socket } of server.connections as unknown as Iterable<{ _socket: { destroy(): void } }>)
          _socket.destroy();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    get replies() {
      return state.replies;
    },
    set replies(replies) {
      state.replies = replies;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
