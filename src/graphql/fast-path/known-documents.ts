import { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext } from '../../catalog/request-context';
import { BUSY_HEADERS, BUSY_STATUS, isBusyAnswer } from '../../http/answer-busy';
import { CompiledDocuments } from './compiled-documents';
import { Answer, RunDocument } from './run-document';
import { DEADLINE_STATUS, isLateAnswer } from '../deadline';
import { formattedErrors } from '../format-answer';
import { logFaults } from '../log-errors';
import { REPLAYED_HEADER } from '../mark-replays';
import { readRequest } from '../read-request';
import { brokenVariable } from '../reject-broken-text';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<string>;

export interface KnownDocumentParts {
  readonly documents: CompiledDocuments;
  /** Who asks, ready to be answered; null where the caller is not known. */
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext | null>;
  readonly log: FastifyBaseLogger;
  /** Apollo, which answers everything else. */
  readonly otherwise: Handler;
}

/**
 * Answers a request whose document was answered before, without the steps that Apollo takes for each: it is parsed,
 * validated and compiled already, so its variables are checked and it is run. Whatever is not quite usual, faults of the
 * request included, is left to Apollo. A test sends every query of the API tests both ways and compares the answers, byte
 * for byte.
 */
export function answerKnownDocuments({ documents, contextOf, log, otherwise }: KnownDocumentParts): Handler {
  return async (request, reply) => {
    const known = knownRequest(documents, request);
    const context = known && (await contextOf(request));
    const answer = context && (await known.run(context, known.variables));
    if (answer === null) return otherwise(request, reply);
    return send(reply, answer, context!, log);
  };
}

interface KnownRequest {
  readonly run: RunDocument;
  readonly variables: object;
}

function knownRequest(documents: CompiledDocuments, request: FastifyRequest): KnownRequest | null {
  if (request.method !== 'POST' || !wantsJson(request.headers.accept)) return null;
  const given = readRequest(request.body);
  const run = given && documents.find(given.source, given.operationName);
  if (run === null || brokenVariable(given!.variables) !== null) return null;
  return { run, variables: given!.variables };
}

/** What a client sends that has no wish of its own, or that takes JSON before anything else. */
function wantsJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json';
}

function send(reply: FastifyReply, answer: Answer, context: RequestContext, log: FastifyBaseLogger): string {
  void reply.header('content-type', 'application/json; charset=utf-8');
  if (context.isReplayed) void reply.header(REPLAYED_HEADER, 'true');
  const { data, errors } = answer;
  if (errors === undefined) return `${JSON.stringify({ data })}\n`;
  logFaults(log, errors, context.requestId);
  const formatted = formattedErrors(errors);
  if (isLateAnswer(formatted, context)) void reply.code(DEADLINE_STATUS);
  if (isBusyAnswer(formatted) && context.written.size === 0)
    void reply.code(BUSY_STATUS).headers(BUSY_HEADERS);
  return `${JSON.stringify({ errors: formatted, data })}\n`;
}
