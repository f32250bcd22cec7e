import { AssertionError } from 'node:assert';
import { FastifyReply, FastifyRequest } from 'fastify';
import { ExecutionResult } from 'graphql';
import { Handler } from '../../src/graphql/fast-path/known-documents';

/** What a handler says besides the body. */
export class NotedReply {
  status = 200;
  body = '';
  readonly sent: Record<string, string> = {};
  /** What a handler notes of the request, for the log. */
  readonly request: { errorCode?: string } = {};

  static async of(handler: Handler, request: FastifyRequest): Promise<NotedReply> {
    const noted = new NotedReply();
    noted.body = await handler(request, noted as unknown as FastifyReply);
    return noted;
  }

  code(status: number): this {
    this.status = status;
    return this;
  }

  header(name: string, value: string): this {
    if (name !== 'content-length') this.sent[name] = value;
    return this;
  }

  headers(values: Readonly<Record<string, string>>): this {
    Object.assign(this.sent, values);
    return this;
  }
}

/** Fails where two answers differ in status, headers or body. Of the media type, only what both know: JSON, in UTF-8. */
export function assertSame(answer: NotedReply, expected: NotedReply, message: string): void {
  const [actual, wanted] = [comparable(answer), comparable(expected)];
  if (actual !== wanted) throw new AssertionError({ message, actual, expected: wanted });
}

/** The answer as text. Errors of fields that run side by side may come in another order. */
function comparable({ status, sent: { 'content-type': type, ...sent }, body }: NotedReply): string {
  Object.assign(sent, { 'content-type': type?.replace('graphql-response+json', 'json') });
  const { errors } = JSON.parse(body) as ExecutionResult;
  const headers = Object.entries(sent).sort();
  if (errors === undefined) return JSON.stringify([status, headers, body]);
  const sorted = errors.map((error) => JSON.stringify(error)).sort();
  const { data } = JSON.parse(body) as ExecutionResult;
  return JSON.stringify([status, headers, sorted, data]);
}
