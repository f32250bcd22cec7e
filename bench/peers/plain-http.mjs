import { createServer } from 'node:http';
import pg from 'pg';
import { answersFrom } from './answers.mjs';
import { readApiKeys } from './api-keys.mjs';
import { listen } from './listen.mjs';

/** No GraphQL at all: an address a question, one prepared statement behind it. What the stack could reach at most. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const mayAsk = await readApiKeys(pool);
const answers = answersFrom(pool);

const ROUTES = {
  '/Q1': async ({ id }) => ({ contract: await answers.contract(id) }),
  '/Q2': async ({ after }) => ({ customers: await answers.customers(after) }),
  '/Q3': async ({ from, to }) => ({ consultingUsage: await answers.consultingUsage(from, to) }),
  '/M1': async ({ input }) => ({
    openIncident: { incident: await answers.openIncident(input), userErrors: [] },
  }),
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const [status, answer] = await answered(request, Buffer.concat(chunks));
    const body = JSON.stringify(answer);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});

async function answered(request, body) {
  if (!mayAsk(request.headers.authorization)) return [401, { errors: [{ message: 'UNAUTHENTICATED' }] }];
  try {
    return [200, { data: await ROUTES[request.url](JSON.parse(body)) }];
  } catch (error) {
    return [500, { errors: [{ message: error.message }] }];
  }
}

listen(server, '');
