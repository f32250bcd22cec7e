import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { answersFrom } from './answers.mjs';
import { readApiKeys } from './api-keys.mjs';

/** The part of Ambit's schema that the benchmark asks, answered by hand-written SQL and run compiled. */
const SCHEMA = `
  type Query {
    contract(id: ID!): Contract
    customers(first: Int, after: String): CustomerConnection!
    consultingUsage(from: DateTime!, to: DateTime!, first: Int): ConsultingUsageConnection!
  }
  type Mutation { openIncident(input: OpenIncidentInput!): OpenIncidentPayload! }
  scalar DateTime
  type Customer { id: ID! number: String! name: String! region: String! contracts: ContractConnection! }
  type CustomerConnection { nodes: [Customer!]! }
  type Contract { id: ID! number: String! activatesOn: String! snapshot: ContractSnapshot! namedContacts: [NamedContact!]! }
  type ContractConnection { nodes: [Contract!]! }
  type ContractSnapshot {
    status: String! plan: Plan! contractYear: ContractYear
    incidents: Quota! namedContacts: Quota! includedConsultingBlocks: Quota! additionalConsultingBlocks: Quota! satellites: Quota!
  }
  type Plan {
    code: String! name: String! version: Int!
    maxIncidentsPerYear: Int maxNamedContacts: Int maxSatellites: Int consultingHoursPerYear: Int!
  }
  type ContractYear { number: Int! from: String! to: String! }
  type Quota { limit: Int used: Int! remaining: Int unlimited: Boolean! resetsAt: DateTime }
  type NamedContact { name: String! email: String! phone: String! }
  type ConsultingUsageConnection { nodes: [ConsultingUsage!]! totals: [ConsultingTotal!]! }
  type ConsultingUsage {
    kind: String! occurredAt: DateTime! source: String! hours: Int! discountPercent: Int! netAmount: Money
    customer: Customer! contract: Contract!
  }
  type ConsultingTotal { source: String! kind: String! hours: Int! netAmount: Money }
  type Money { amount: String! currency: String! }
  input OpenIncidentInput {
    contractId: ID! contactId: ID! channel: String! impact: String! testSystem: Boolean product: String!
    productVersion: String! platformVersion: String! description: String!
  }
  type OpenIncidentPayload { incident: Incident userErrors: [UserError!]! }
  type Incident { reference: String! status: String! impact: String! responseDueAt: DateTime }
  type UserError { code: String! message: String! }
`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const mayAsk = await readApiKeys(pool);
const answers = answersFrom(pool);

const resolvers = {
  Query: {
    contract: (_source, { id }) => answers.contract(id),
    customers: (_source, { after }) => answers.customers(after),
    consultingUsage: (_source, { from, to }) => answers.consultingUsage(from, to),
  },
  Mutation: {
    openIncident: async (_source, { input }) => ({
      incident: await answers.openIncident(input),
      userErrors: [],
    }),
  },
};

const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  if (!mayAsk(request.headers.authorization))
    return reply.code(401).send({ errors: [{ message: 'UNAUTHENTICATED' }] });
});
await app.register(mercurius, { schema: SCHEMA, resolvers, jit: 1, graphiql: false });
process.stdout.write(`answers at ${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql\n`);
process.on('SIGTERM', () => process.exit(0));
