import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { GraphQLError } from 'postgraphile/graphql';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { readApiKeys } from './api-keys.mjs';
import { listen } from './listen.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const mayAsk = await readApiKeys(pool);

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['bench_peers'] })],
  grafserv: { graphiql: false, watch: false, websockets: false },
  grafast: {
    explain: false,
    context: ({ node }) => {
      if (!mayAsk(node.req.headers.authorization)) throw new GraphQLError('UNAUTHENTICATED');
      return {};
    },
  },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
listen(server, '/graphql');
