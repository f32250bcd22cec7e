import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { Environment } from '../../boot/environment';
import { Exposure } from '../../boot/exposure';
import { EXAMPLE_QUERIES } from '../../demo/example-queries';
import { Role } from '../../shared/domain/caller';
import { sendNotFound } from '../error-response';
import { DeskSettings, loginOf } from './desk-settings';
import { Documents } from './documents';
import { graphiqlPage } from './graphiql-page';
import { homePage } from './home-page';
import { linksOf, PageLink } from './layout';
import { isLocalReader } from './local-reader';
import { ASKED_AGAIN, deskPolicy, DOCUMENT_POLICY, GRAPHIQL_POLICY, PICTURE_POLICY } from './page-headers';
import { projectFolder } from './project-folder';
import { StaticFiles } from './static-files';

export interface PagesParts {
  readonly exposure: Exposure;
  readonly environment: Environment;
  /** The keys of the demo where they may be shown; even then only to a browser on this machine. */
  readonly demoKeys: Readonly<Record<Role, string>> | null;
}

const HTML = 'text/html; charset=utf-8';
/** Where the pictures of the documents are, in the repository and on the server. */
const PICTURES = ['docs/pictures', 'bench/results'];
const NOT_BUILT = 'The pages are not built: npm run build makes them.\n';

/** Serves the pages for people: what this is, the documentation and the desk; with the schema, its file and GraphiQL's. */
export function registerPages(server: FastifyInstance, parts: PagesParts): void {
  const folder = projectFolder();
  registerDocuments(server, folder, linksOf(parts.exposure));
  registerDesk(server, new StaticFiles(join(folder, 'dist/desk')), parts);
  if (!parts.exposure.schema) return;
  const schema = readFileSync(join(folder, 'schema.graphql'), 'utf8');
  server.get('/schema.graphql', (_request, reply) =>
    reply.header('cache-control', ASKED_AGAIN).type('text/plain; charset=utf-8').send(schema),
  );
  const graphiql = new StaticFiles(join(folder, 'dist/graphiql'));
  server.get<Star>('/graphiql/*', (request, reply) =>
    sendFile(graphiql, request.params['*'], request, reply),
  );
}

/** Answers a browser that opens `/graphql` with GraphiQL, before anybody is asked for a key; leaves all others alone. */
export function graphiqlForBrowsers({ demoKeys }: PagesParts): onRequestHookHandler {
  return (request, reply, done) => {
    if (!isBrowser(request)) return done();
    const keys = isLocalReader(request) ? demoKeys : null;
    void reply
      .headers({ 'content-security-policy': GRAPHIQL_POLICY, vary: 'accept' })
      .type(HTML)
      .send(graphiqlPage(EXAMPLE_QUERIES, keys));
  };
}

type Star = { Params: { '*': string } };

/** A client of the API names JSON, or nothing in particular; a browser that opens a page names HTML. */
function isBrowser({ method, headers: { accept = '' } }: FastifyRequest): boolean {
  return method === 'GET' && /(^|,)\s*text\/html\s*(;|,|$)/i.test(accept) && !/graphql-response/.test(accept);
}

function registerDocuments(server: FastifyInstance, folder: string, links: readonly PageLink[]): void {
  const documents = new Documents(folder, links);
  const send = (reply: FastifyReply, page: string) =>
    reply
      .headers({ 'content-security-policy': DOCUMENT_POLICY, 'cache-control': ASKED_AGAIN })
      .type(HTML)
      .send(page);
  server.get('/', (request, reply) => send(reply, homePage(`${request.protocol}://${request.host}`, links)));
  for (const path of PICTURES) {
    const pictures = new StaticFiles(join(folder, path));
    server.get<Star>(`/${path}/*`, (request, reply) =>
      sendFile(
        pictures,
        request.params['*'],
        request,
        reply.header('content-security-policy', PICTURE_POLICY),
      ),
    );
  }
  server.get('/docs', (_request, reply) => send(reply, documents.index()));
  for (const path of documents.paths)
    server.get(`/${path}`, (_request, reply) => send(reply, documents.page(path)));
}

function registerDesk(
  server: FastifyInstance,
  files: StaticFiles,
  { environment, demoKeys }: PagesParts,
): void {
  const login = loginOf(environment);
  const policy = deskPolicy(login === null ? null : new URL(login.issuer).origin);
  server.get('/desk/settings.json', (request): DeskSettings => {
    return { login, demoKeys: isLocalReader(request) ? demoKeys : null };
  });
  // Every address of the desk is the one page, whose script looks at the rest of it.
  const sendPage = (_request: FastifyRequest, reply: FastifyReply) => {
    const page = files.text('index.html');
    if (page === null) return reply.code(503).type('text/plain').send(NOT_BUILT);
    return reply
      .headers({ 'content-security-policy': policy, 'cache-control': ASKED_AGAIN })
      .type(HTML)
      .send(page);
  };
  server.get('/desk', sendPage);
  server.get<Star>('/desk/*', async (request, reply) => {
    const path = request.params['*'];
    if (/\.\w+$/.test(path)) return sendFile(files, path, request, reply);
    return sendPage(request, reply);
  });
}

async function sendFile(
  files: StaticFiles,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!(await files.send(path, request, reply))) sendNotFound(request, reply);
  return reply;
}
