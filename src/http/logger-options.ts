import { FastifyRequest, FastifyServerOptions } from 'fastify';
import { Environment } from '../boot/environment';
import { LoggableError, loggableError } from '../platform/loggable-error';

/** Fastify says that an error is logged with its message, which those of PostgreSQL are not. */
type LoggedError = LoggableError & { readonly message: string; readonly stack: string };

/**
 * How the server logs, at every level alike: of a request its method and the pattern of its route, never its address with
 * a key or a document in the query string, nor headers or the address of the caller; of an error what `loggableError`
 * leaves. Of level silent: no log.
 */
export function loggerOptions(level: Environment['LOG_LEVEL']): FastifyServerOptions['logger'] {
  if (level === 'silent') return false;
  return {
    level,
    serializers: {
      req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url ?? null }),
      res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
      err: (error: Error) => loggableError(error) as LoggedError,
    },
    hooks: {
      // The logger repeats the message of an error where a line has none of its own, and libraries do it themselves.
      logMethod([first, ...rest], method) {
        const error = errorIn(first);
        if (error === null) return method.apply(this, [first, ...rest] as Parameters<typeof method>);
        const [message] = rest as unknown[];
        const facts = first instanceof Error ? { err: first } : first;
        const isOwn = typeof message === 'string' && !message.includes(error.message);
        method.apply(this, [facts, isOwn ? message : 'error'] as Parameters<typeof method>);
      },
    },
  };
}

function errorIn(facts: unknown): Error | null {
  const error = facts instanceof Error ? facts : (facts as { err?: unknown } | null)?.err;
  return error instanceof Error ? error : null;
}
