import { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isPassing } from '../platform/database-fault';
import { ErrorCode, errorDocs } from '../shared/domain/error-codes';
import { BUSY_CODE, BUSY_HEADERS, BUSY_MESSAGE, BUSY_STATUS } from './busy-response';
import { RefusedRequest } from './refused-request';

/** Faults of a request before GraphQL sees it, by the code of the HTTP framework, and how the client mends them. */
const MENDED_BY: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send JSON, with the header "content-type: application/json".',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty. Send JSON such as {"query": "{ providers { name } }"}.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is not valid JSON. Send JSON such as {"query": "{ providers { name } }"}.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large. Split the request, or page through smaller lists.',
  FST_ERR_BAD_URL: 'The address is malformed; GraphQL is at POST /graphql.',
};

/** Sends an error from before GraphQL: malformed JSON, a body that is too large, no connection to look up the key. */
export function sendError(
  error: FastifyError | RefusedRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const status = error.statusCode ?? 500;
  if (error instanceof RefusedRequest) request.errorCode = error.code;
  if (error instanceof RefusedRequest) {
    void reply.code(status).headers(error.headers).send(errorBody(error.code, error.message));
  } else if (isPassing(error)) {
    void reply.code(BUSY_STATUS).headers(BUSY_HEADERS).send(errorBody(BUSY_CODE, BUSY_MESSAGE));
  } else if (status >= 500) {
    request.log.error({ err: error }, 'request failed');
    void reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
  } else {
    void reply.code(status).send(errorBody('BAD_REQUEST', MENDED_BY[error.code] ?? error.message));
  }
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Sends 404 for a path that does not exist, and 405 with the methods in `Allow` for one that takes other methods. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const url = request.url.replace(/\?.*$/s, '');
  const allowed = METHODS.filter((method) => request.server.hasRoute({ url, method }));
  if (allowed.length > 0) {
    const message = `This address takes ${allowed.join(', ')} and no other method.`;
    void reply.code(405).header('allow', allowed.join(', ')).send(errorBody('METHOD_NOT_ALLOWED', message));
    return;
  }
  void reply.code(404).send(errorBody('NOT_FOUND', 'There is nothing here; GraphQL is at POST /graphql.'));
}

/** An error in the form of a GraphQL response. */
export function errorBody(code: ErrorCode, message: string): object {
  return { errors: [{ message, extensions: { code, docs: errorDocs(code) } }] };
}
