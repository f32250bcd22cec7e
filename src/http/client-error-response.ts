import { Socket } from 'node:net';
import { errorBody } from './error-response';
import { SAFE_HEADERS } from './response-headers';

const TIMED_OUT = 'The request did not come to its end in time; send it again.';
const OVERSIZE = 'The headers are too large.';
const MALFORMED = 'This is not a well-formed HTTP request.';

/** Responds to what the HTTP parser gives up: a malformed request, headers that are too large, one that came too slowly. */
export function respondToClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  isResponding: boolean,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isResponding) {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['408 Request Timeout', TIMED_OUT]
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ['431 Request Header Fields Too Large', OVERSIZE]
        : ['400 Bad Request', MALFORMED];
  const body = JSON.stringify(errorBody('BAD_REQUEST', message));
  const safe = Object.entries(SAFE_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status}\r\nconnection: close\r\n${safe.join('')}content-type: application/json; charset=utf-8\r\n`;
  socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  socket.destroySoon();
}
