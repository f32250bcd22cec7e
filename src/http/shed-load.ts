import { RequestListener, ServerResponse } from 'node:http';
import { FastifyInstance } from 'fastify';
import { BUSY_HEADERS, BUSY_STATUS } from './answer-busy';
import { errorBody } from './answer-fault';

const MESSAGE = 'The server is carrying all it can; send the request again in a second.';
const BODY = JSON.stringify(errorBody('SERVICE_UNAVAILABLE', MESSAGE));
const HEADERS = {
  ...BUSY_HEADERS,
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(Buffer.byteLength(BODY)),
};

/**
 * Turns requests away at once while as many are under way as the server can answer in good time: those that it has
 * accepted keep their pace, and the others lose none waiting for an answer that comes too late. It stands before the HTTP
 * framework, since under overload most of the work is to turn away.
 */
export function shedLoad({ server }: FastifyInstance, maxUnderWay: number): void {
  const [handle] = server.listeners('request') as RequestListener[];
  let underWay = 0;
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/graphql')) return handle!(request, response);
    if (underWay >= maxUnderWay) return turnAway(response);
    underWay += 1;
    response.once('close', () => (underWay -= 1));
    handle!(request, response);
  });
}

function turnAway(response: ServerResponse): void {
  response.writeHead(BUSY_STATUS, HEADERS).end(BODY);
}
