import { Readable } from 'node:stream';
import { FastifyInstance } from 'fastify';

const PIECE = 65_536;

/** Sends large responses in chunks: whether a client reads can be seen only between writes to its connection. */
export function sendInChunks(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length <= PIECE || request.method === 'HEAD')
      return done(null, payload);
    const bytes = Buffer.from(payload);
    void reply.header('content-length', bytes.length);
    done(null, Readable.from(chunksOf(bytes), { objectMode: false, highWaterMark: PIECE }));
  });
}

/** The bytes in their order, no chunk longer than 64 KiB. */
export function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}
