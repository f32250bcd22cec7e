import { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext } from '../../catalog/request-context';
import { Admission, COST_HEADER, CostMeter } from '../cost/cost-meter';
import { Count, valueOf, Variables } from '../cost/count';
import { BUSY_HEADERS, BUSY_STATUS, isBusyAnswer } from '../../http/answer-busy';
import { CompiledDocuments } from './compiled-documents';
import { Answer, RunDocument } from './run-document';
import { DEADLINE_STATUS, isLateAnswer } from '../deadline';
import { formattedErrors } from '../format-error';
import { logFaults } from '../log-errors';
import { REPLAYED_HEADER } from '../mark-replays';
import { readRequest } from '../read-request';
import { brokenVariable } from '../reject-broken-text';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<string>;

export interface KnownDocumentParts {
  readonly documents: CompiledDocuments;
  readonly meter: CostMeter;
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
export function answerKnownDocuments(parts: KnownDocumentParts): Handler {
  const { documents, meter, contextOf, log, otherwise } = parts;
  return async (request, reply) => {
    const known = knownRequest(documents, request);
    const context = known && (await contextOf(request));
    if (context === null) return otherwise(request, reply);
    const { run, nodes, variables } = known!;
    const admission = await meter.admit(context, valueOf(nodes, variables));
    // Refused by Apollo in its words: what is charged for a request once is not charged again.
    if (admission.refusal !== null) return otherwise(request, reply);
    const answer = await run(context, variables);
    if (answer === null) return otherwise(request, reply);
    const cost = request.headers[COST_HEADER] === '1' ? admission.cost : undefined;
    return send(reply, answer, cost, context, log);
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

function send(
  reply: FastifyReply,
  answer: Answer,
  cost: Admission['cost'] | undefined,
  context: RequestContext,
  log: FastifyBaseLogger,
): string {
  void reply.header('content-type', 'application/json; charset=utf-8');
  if (context.isReplayed) void reply.header(REPLAYED_HEADER, 'true');
  const { data, errors } = answer;
  const extensions = cost && { cost };
  if (errors === undefined) return `${JSON.stringify({ data, extensions })}\n`;
  logFaults(log, errors, context.requestId);
  const formatted = formattedErrors(errors);
  if (isLateAnswer(formatted, context)) void reply.code(DEADLINE_STATUS);
  if (isBusyAnswer(formatted) && context.written.size === 0)
    void reply.code(BUSY_STATUS).headers(BUSY_HEADERS);
  return `${JSON.stringify({ errors: formatted, data, extensions })}\n`;
}
