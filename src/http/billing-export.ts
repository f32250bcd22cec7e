import { Readable } from 'node:stream';
import { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { checkPeriod, UsageSelection } from '../billing/domain/usage-selection';
import { exportUsage } from '../billing/use-cases/export-usage';
import { mayCall } from '../access/permissions';
import { Environment } from '../boot/environment';
import { Refused } from '../shared/domain/refusal';
import { Database } from '../platform/transactions/database';
import { ExportPlaces } from './export-places';
import { parseExportPeriod } from '../billing/export-period';
import { chunksOf } from './send-in-chunks';
import { RefusedRequest } from './refused-request';

export interface BillingExportParts {
  readonly database: Database;
  readonly identify: onRequestAsyncHookHandler;
  readonly environment: Pick<Environment, 'BILLING_TIME_ZONE' | 'MAX_EXPORTS' | 'MAX_EXPORTS_PER_KEY'>;
}

type Query = { readonly from?: unknown; readonly to?: unknown };

/** Serves the consulting usage of a period as a CSV file, to callers who may read it through GraphQL. */
export function registerBillingExport(server: FastifyInstance, parts: BillingExportParts): void {
  const { MAX_EXPORTS, MAX_EXPORTS_PER_KEY } = parts.environment;
  const places = new ExportPlaces({ all: MAX_EXPORTS, perKey: MAX_EXPORTS_PER_KEY });
  server.get('/billing/consulting-usage.csv', { onRequest: parts.identify }, (request, reply) => {
    const { keyId, role, providerId } = request.caller!;
    if (!mayCall(role, 'Query.consultingUsage')) {
      const message = `A key of role ${role} may not read the consulting usage.`;
      throw new RefusedRequest(403, 'FORBIDDEN', message);
    }
    const selection = selectionOf(request, providerId, parts.environment.BILLING_TIME_ZONE);
    places.take(keyId, reply);
    return reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="consulting-usage.csv"')
      .send(Readable.from(pieces(parts.database.scopedTo(request.caller!), selection), { highWaterMark: 1 }));
  });
}

function selectionOf(request: FastifyRequest, boundTo: string | null, timeZone: string): UsageSelection {
  try {
    const selection = { ...parseExportPeriod(request.query as Query, timeZone), boundTo, customerId: null };
    checkPeriod(selection);
    return selection;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new RefusedRequest(400, 'BAD_USER_INPUT', error.refusals[0]!.message);
  }
}

/** A fault after the first bytes cuts the response short without its end, so that nobody takes a part for the whole. */
async function* pieces(database: Database, selection: UsageSelection): AsyncGenerator<Buffer> {
  for await (const { text } of exportUsage(database.sql, selection)) yield* chunksOf(Buffer.from(text));
}
