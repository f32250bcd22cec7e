import { createHash } from 'node:crypto';
import { FastifyBaseLogger, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Environment } from '../boot/environment';
import {
  FoundDocument,
  findDocument,
  GivenDocument,
  NO_DOCUMENT,
  UNKNOWN_ID,
  withText,
} from '../graphql/trusted-documents/find-document';
import { TrustedDocuments } from '../graphql/trusted-documents/trusted-documents';
import { RefusedRequest } from './refused-request';

const LOGGED_EVERY_MS = 1_000;
const REMEMBERED_HASHES = 10_000;

/**
 * Puts the text of a trusted document in the place of its id, before anything looks at the document, so that fast path and
 * Apollo see the same request. Other documents are refused, unparsed, where the mode is enforce, and logged by their hash
 * where it is log. Where it is off, nothing is done.
 */
export function trustDocuments(
  mode: Environment['TRUSTED_DOCUMENTS'],
  documents: TrustedDocuments | null,
  log: Pick<FastifyBaseLogger, 'warn'>,
  now: () => number = () => performance.now(),
): preHandlerHookHandler[] {
  if (mode === 'off') return [];
  if (documents === null) throw new Error(`TRUSTED_DOCUMENTS=${mode} needs the documents`);
  const note = noteUntrusted(log, now);
  const trust: preHandlerHookHandler = (request, _reply, done) => {
    const sent = readSent(request);
    const found = sent === null ? NO_DOCUMENT : findDocument(documents, sent.given);
    // Names no document that could be run: Apollo tells what is wrong with it.
    if (found === NO_DOCUMENT) return done();
    if (found === UNKNOWN_ID) return done(unknownId());
    if (!found.isTrusted && mode === 'enforce') return done(notTrusted());
    if (!found.isTrusted) note(found.source, request.id);
    sent!.replace(found);
    done();
  };
  return [trust];
}

interface Sent {
  readonly given: GivenDocument;
  /** Gives the request the text of the document in the place of its ids. */
  replace(found: FoundDocument): void;
}

function readSent(request: FastifyRequest): Sent | null {
  if (request.method !== 'POST') return readAddress(request);
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  return {
    given: body,
    replace: ({ source }) => {
      request.body = withText(body, source);
    },
  };
}

/** Whatever the address holds besides, Apollo gets the document that was looked at. */
function readAddress({ raw }: FastifyRequest): Sent | null {
  const [path, search = ''] = splitAt(raw.url ?? '', '?');
  const parameters = new URLSearchParams(search);
  const given = {
    query: parameters.get('query'),
    documentId: parameters.get('documentId'),
    extensions: parsed(parameters.get('extensions')),
  };
  return {
    given,
    replace: ({ source }) => {
      parameters.set('query', source);
      parameters.delete('documentId');
      const { extensions } = withText(given, source);
      if (extensions !== undefined) parameters.set('extensions', JSON.stringify(extensions));
      else if (given.extensions !== undefined) parameters.delete('extensions');
      raw.url = `${path}?${parameters.toString()}`;
    },
  };
}

function splitAt(text: string, mark: string): [string, string?] {
  const place = text.indexOf(mark);
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Logs each untrusted document once, and at most one a second: a client that sends ever new ones does not fill the log. */
function noteUntrusted(
  log: Pick<FastifyBaseLogger, 'warn'>,
  now: () => number,
): (source: string, requestId: string) => void {
  const logged = new LRUCache<string, true>({ max: REMEMBERED_HASHES });
  let loggedAt = -Infinity;
  return (source, requestId) => {
    if (now() - loggedAt < LOGGED_EVERY_MS) return;
    const hash = createHash('sha256').update(source).digest('hex');
    if (logged.has(hash)) return;
    logged.set(hash, true);
    loggedAt = now();
    log.warn({ reqId: requestId, documentSha256: hash }, 'untrusted document');
  };
}

function notTrusted(): RefusedRequest {
  const message =
    'This server runs the documents of its manifest only, and this is none of them: send the documentId of one that is.';
  return new RefusedRequest(400, 'DOCUMENT_NOT_TRUSTED', message);
}

function unknownId(): RefusedRequest {
  const message =
    'The manifest of this server has no document of this id; it needs the manifest of this build.';
  return new RefusedRequest(400, 'DOCUMENT_NOT_TRUSTED', message);
}
