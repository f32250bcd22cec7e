import { Readable } from 'node:stream';
import { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { UsageForm } from '../billing/domain/usage-forms';
import { UsageSelection } from '../billing/domain/usage-selection';
import { readSelection } from '../billing/use-cases/read-selection';
import { exportUsage } from '../billing/use-cases/export-usage';
import { mayCall } from '../access/permissions';
import { Environment } from '../boot/environment';
import { Refused } from '../shared/domain/refusal';
import { Sql } from '../platform/sql';
import { Database } from '../platform/transactions/database';
import { LastPositions } from '../platform/replicas/position';
import { Replicas } from '../platform/replicas/replicas';
import { lateReadsOf, readPosition } from './late-reads';
import { StreamPlaces, takeUntilSent } from './stream-places';
import { parseExportPeriod } from '../billing/export-period';
import { chunksOf } from './send-in-chunks';
import { RefusedRequest } from './refused-request';

export interface BillingExportParts {
  readonly database: Database;
  readonly replicas: Replicas | null;
  readonly positions: LastPositions;
  readonly identify: onRequestAsyncHookHandler;
  readonly places: StreamPlaces;
  readonly environment: Pick<Environment, 'BILLING_TIME_ZONE'>;
}

interface ExportFile {
  readonly form: UsageForm;
  readonly type: string;
}

/** What is served at `/billing/…`, by the name of the file. */
const FILES: Readonly<Record<string, ExportFile>> = {
  'consulting-usage.csv': { form: 'csv', type: 'text/csv; charset=utf-8; header=present' },
  'consulting-usage.de.csv': { form: 'german-csv', type: 'text/csv; charset=utf-8; header=present' },
  'consulting-usage.jsonl': { form: 'json-lines', type: 'application/jsonl; charset=utf-8' },
};

/** Serves the consulting usage of a period as a file, to callers who may read it through GraphQL. */
export function registerBillingExport(server: FastifyInstance, parts: BillingExportParts): void {
  const { BILLING_TIME_ZONE: timeZone } = parts.environment;
  for (const [name, { form, type }] of Object.entries(FILES))
    server.get(`/billing/${name}`, { onRequest: [readPosition, parts.identify] }, async (request, reply) => {
      const caller = request.caller!;
      if (!mayCall(caller.role, 'Query.consultingUsage')) {
        const message = `A key of role ${caller.role} may not read the consulting usage.`;
        throw new RefusedRequest(403, 'FORBIDDEN', message);
      }
      const place = (await lateReadsOf(parts, request, caller)?.choose()) ?? parts;
      const { sql } = place.database.scopedTo(caller);
      const selection = await selectionOf(sql, request.query as Query, caller.providerId, timeZone);
      if (!(await takeUntilSent(parts.places, 'exports', caller.keyId, reply))) return reply.hijack();
      const content = pieces(sql, selection, { form, timeZone });
      // Read before the status is sent: a database that is away is said by it.
      const first = await content.next();
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(from(first, content), { highWaterMark: 1 }));
    });
}

type Query = Readonly<Record<string, unknown>>;
const PARAMETERS = ['from', 'to', 'customer', 'contract', 'provider'];

async function selectionOf(
  sql: Sql,
  query: Query,
  boundTo: string | null,
  timeZone: string,
): Promise<UsageSelection> {
  const unknown = Object.keys(query).some((name) => !PARAMETERS.includes(name));
  // The name is not repeated: it may hold anything.
  if (unknown) throw badRequest(`There is a parameter that is none of ${PARAMETERS.join(', ')}.`);
  try {
    return await readSelection(sql, { ...query, ...parseExportPeriod(query, timeZone) }, boundTo);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw badRequest(error.refusals[0]!.message);
  }
}

function badRequest(message: string): RefusedRequest {
  return new RefusedRequest(400, 'BAD_USER_INPUT', message);
}

async function* from<T>(first: IteratorResult<T, unknown>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

/** A fault after the first bytes cuts the response short without its end, so that nobody takes a part for the whole. */
async function* pieces(
  sql: Sql,
  selection: UsageSelection,
  written: { readonly form: UsageForm; readonly timeZone: string },
): AsyncGenerator<Buffer> {
  for await (const { text } of exportUsage(sql, selection, written)) yield* chunksOf(Buffer.from(text));
}
