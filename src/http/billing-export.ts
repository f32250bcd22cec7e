import { Readable } from 'node:stream';
import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../access/use-cases/authenticate';
import { checkPeriod, UsageSelection } from '../billing/domain/usage-selection';
import { exportUsage } from '../billing/use-cases/export-usage';
import { mayCall } from '../access/permissions';
import { Refused } from '../shared/domain/refusal';
import { Database } from '../platform/transactions/database';
import { errorBody } from './answer-fault';
import { parseExportPeriod } from '../billing/export-period';

export interface BillingExportParts {
  readonly database: Database;
  readonly billingTimeZone: string;
}

type Query = { readonly from?: unknown; readonly to?: unknown };

/** Serves the consulting usage of a period as a CSV file, to whoever may ask for it through GraphQL. */
export function registerBillingExport(server: FastifyInstance, parts: BillingExportParts): void {
  server.get('/billing/consulting-usage.csv', async (request, reply) => {
    const caller = await authenticate(parts.database, request.headers.authorization);
    if (caller === null) {
      const message = 'Send a valid API key in the header "Authorization: Bearer <api key>".';
      return answerError(reply, 401, 'UNAUTHENTICATED', message);
    }
    if (!mayCall(caller.role, 'Query.consultingUsage')) {
      const message = `A key of role ${caller.role} may not read the consulting usage.`;
      return answerError(reply, 403, 'FORBIDDEN', message);
    }
    return answerFile(request, reply, parts);
  });
}

function answerFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { database, billingTimeZone }: BillingExportParts,
): FastifyReply {
  let selection: UsageSelection;
  try {
    selection = { ...parseExportPeriod(request.query as Query, billingTimeZone), customerId: null };
    checkPeriod(selection);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return answerError(reply, 400, 'BAD_USER_INPUT', error.refusals[0]!.message);
  }
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', 'attachment; filename="consulting-usage.csv"')
    .header('cache-control', 'no-store')
    .send(Readable.from(texts(database, selection), { highWaterMark: 1 }));
}

/** A fault after the first bytes cuts the answer short without its end, so that nobody takes a part for the whole. */
async function* texts(database: Database, selection: UsageSelection): AsyncGenerator<string> {
  for await (const piece of exportUsage(database.sql, selection)) yield piece.text;
}

function answerError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send(errorBody(code, message));
}
