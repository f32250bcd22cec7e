import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ASKED_AGAIN, KEPT_FOR_EVER } from './page-headers';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** How the bundler ends the name of a file: with a digest of its content. */
const HAS_DIGEST = /-[\w-]{8}\.\w+$/;

interface StaticFile {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
  zipped: Promise<Buffer> | null;
}

/**
 * The files of a folder, by their paths within it, with slashes. Only what stood there at the first request is served, so that
 * no path leads anywhere else; a file is read when it is first asked for, and kept with its compressed form.
 */
export class StaticFiles {
  private paths: ReadonlySet<string> | null = null;
  private readonly read = new Map<string, StaticFile>();

  constructor(private readonly folder: string) {}

  /** The text of a file; null where there is none. */
  text(path: string): string | null {
    return this.find(path)?.body.toString('utf8') ?? null;
  }

  /** Sends a file, compressed where the client takes that; false where there is none of that path. */
  async send(path: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const file = this.find(path);
    if (file === null) return false;
    void reply
      .type(file.type)
      .header('cache-control', HAS_DIGEST.test(path) ? KEPT_FOR_EVER : ASKED_AGAIN)
      .header('etag', file.etag)
      .header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === file.etag) {
      await reply.code(304).send();
    } else if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      file.zipped ??= promisify(gzip)(file.body);
      await reply.header('content-encoding', 'gzip').send(await file.zipped);
    } else {
      await reply.send(file.body);
    }
    return true;
  }

  private find(path: string): StaticFile | null {
    this.paths ??= pathsIn(this.folder);
    if (this.paths?.has(path) !== true) return null;
    const known = this.read.get(path) ?? fileAt(join(this.folder, path));
    this.read.set(path, known);
    return known;
  }
}

function pathsIn(folder: string): ReadonlySet<string> | null {
  // Not built yet: looked for again at the next request.
  if (!existsSync(folder)) return null;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => TYPES[extname(path)] !== undefined);
  return new Set(
    files.filter((path) => statSync(join(folder, path)).isFile()).map((path) => path.replaceAll(sep, '/')),
  );
}

function fileAt(path: string): StaticFile {
  const body = readFileSync(path);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { type: TYPES[extname(path)]!, body, etag, zipped: null };
}
