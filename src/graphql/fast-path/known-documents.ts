import { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext } from '../../catalog/request-context';
import { Admission, COST_HEADER, CostMeter } from '../cost/cost-meter';
import { Count, valueOf, Variables } from '../cost/count';
import { CompiledDocuments } from './compiled-documents';
import { DocumentResult, RunDocument } from './run-document';
import { formattedErrors } from '../format-error';
import { jsonInPieces } from '../json-in-pieces';
import { codeOf } from '../note-code';
import { logFaults } from '../log-errors';
import { POSITION_HEADER } from '../mark-position';
import { REPLAYED_HEADER } from '../mark-replays';
import { readRequest } from '../read-request';
import { brokenVariable } from '../reject-broken-text';
import { statusOf } from '../response-status';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<string>;

export interface KnownDocumentParts {
  readonly documents: CompiledDocuments;
  readonly meter: CostMeter;
  /** The context of a request; null where its caller is not known. */
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext | null>;
  readonly log: FastifyBaseLogger;
  /** Apollo, which runs everything else. */
  readonly fallback: Handler;
}

/**
 * The fast path: runs a document that was run before without the steps that Apollo takes for each request. It is parsed,
 * validated and compiled already, so that only its variables are checked. Whatever is not quite usual, faults of the
 * request included, falls back to Apollo. Every query of the API tests is sent both ways and the responses are compared, byte
 * for byte.
 */
export function runKnownDocuments(parts: KnownDocumentParts): Handler {
  const { documents, meter, contextOf, log, fallback } = parts;
  return async (request, reply) => {
    const known = knownRequest(documents, request);
    const context = known && (await contextOf(request));
    if (context === null) return fallback(request, reply);
    const { run, nodes, variables } = known!;
    const admission = await meter.admit(context, valueOf(nodes, variables));
    // Refused by Apollo in its words: what is charged for a request once is not charged again.
    if (admission.refusal !== null) return fallback(request, reply);
    const result = await run(context, variables);
    if (result === null) return fallback(request, reply);
    const cost = request.headers[COST_HEADER] === '1' ? admission.cost : undefined;
    return send(reply, result, cost, context, log);
  };
}

interface KnownRequest {
  readonly run: RunDocument;
  readonly nodes: Count;
  readonly variables: Variables;
}

function knownRequest(documents: CompiledDocuments, request: FastifyRequest): KnownRequest | null {
  if (request.method !== 'POST' || !wantsJson(request.headers.accept)) return null;
  const given = readRequest(request.body);
  const known = given && documents.find(given.source, given.operationName);
  if (known === null || brokenVariable(given!.variables) !== null) return null;
  return { ...known, variables: given!.variables };
}

/** What a client sends that has no wish of its own, or that takes JSON before anything else. */
function wantsJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json';
}

async function send(
  reply: FastifyReply,
  result: DocumentResult,
  cost: Admission['cost'] | undefined,
  context: RequestContext,
  log: FastifyBaseLogger,
): Promise<string> {
  if (context.noted !== null) await context.noted;
  void reply.header('content-type', 'application/json; charset=utf-8');
  if (context.isReplayed) void reply.header(REPLAYED_HEADER, 'true');
  if (context.writtenAt !== null) void reply.header(POSITION_HEADER, context.writtenAt);
  const { data, errors } = result;
  const extensions = cost && { cost };
  const { pace } = context.lifetime;
  const text = (body: object) => (pace === null ? JSON.stringify(body) : jsonInPieces(body, pace));
  if (errors === undefined) return `${await text({ data, extensions })}\n`;
  logFaults(log, errors, context.requestId);
  const formatted = formattedErrors(errors);
  reply.request.errorCode = codeOf(formatted);
  const found = statusOf(formatted, context);
  if (found !== null) void reply.code(found.status).headers(found.headers);
  return `${await text({ errors: formatted, data, extensions })}\n`;
}
