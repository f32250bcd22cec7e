import { GraphQLClient } from 'graphql-request';
import { requestUnder } from '../incidents/incidents';
import { contactNamed, order, OrderedContract, planId } from '../support/builders';
import { mutate, USER_ERRORS, UserError } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

/** A Wednesday inside the service windows; contracts are active from 2026-05-10 on, by Berlin's clock. */
const NOW = '2026-06-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

interface Kind {
  readonly question: string;
  readonly mutation: string;
  readonly variables: (input: Record<string, unknown>) => object;
}

const KINDS: Readonly<Record<string, Kind>> = {
  openIncident: {
    question: 'query ($input: CanOpenIncidentInput!) { answer: canOpenIncident(input: $input)',
    mutation: 'openIncident',
    variables: ({ platformVersion: _p, description: _d, ...input }) => ({ input }),
  },
  addNamedContact: {
    question: 'query ($contractId: ID!) { answer: canAddNamedContact(contractId: $contractId)',
    mutation: 'addNamedContact',
    variables: ({ contractId }) => ({ contractId }),
  },
  bookConsultingBlock: {
    question: `query ($contractId: ID!, $startsAt: DateTime!, $blocks: Int) {
      answer: canBookConsultingBlock(contractId: $contractId, startsAt: $startsAt, blocks: $blocks)`,
    mutation: 'bookConsultingBlock',
    variables: ({ contractId, startsAt, blocks }) => ({ contractId, startsAt, blocks }),
  },
  registerSatellite: {
    question: 'query ($contractId: ID!) { answer: canRegisterSatellite(contractId: $contractId)',
    mutation: 'registerSatellite',
    variables: ({ contractId }) => ({ contractId }),
  },
  changePlan: {
    question: `query ($contractId: ID!, $planId: ID!, $effectiveOn: LocalDate) {
      answer: previewPlanChange(contractId: $contractId, planId: $planId, effectiveOn: $effectiveOn)`,
    mutation: 'changePlan',
    variables: (input) => input,
  },
};

interface Asked {
  readonly answer: { readonly allowed: boolean; readonly userErrors: readonly UserError[] };
}

/** A question has no `input`, so where in it a fault lies is for the mutation alone. */
const withoutPath = (errors: readonly UserError[]) => errors.map((error) => ({ ...error, path: null }));

type Case = readonly [
  kind: string,
  what: string,
  provider: string,
  plan: string,
  input: (contract: OrderedContract) => object | Promise<object>,
  codes: readonly string[],
];

const contactOf = (contract: OrderedContract) => ({ contractId: contract.id, contact: contactNamed('Bob') });
const satelliteOf = (contract: OrderedContract) => ({ contractId: contract.id, name: 'edge' });
const appointment = (contract: OrderedContract, startsAt: string, blocks: number) => ({
  contractId: contract.id,
  subject: 'Upgrade',
  startsAt,
  blocks,
});
const change = async (contract: OrderedContract, provider: string, plan: string, effectiveOn?: string) => ({
  contractId: contract.id,
  planId: await planId(admin, provider, plan),
  effectiveOn,
});

const CASES: readonly Case[] = [
  ['openIncident', 'in order', 'it-novum', 'standard', (contract) => requestUnder(contract), []],
  [
    'openIncident',
    'by phone of a test system',
    'it-novum',
    'basic',
    (contract) => requestUnder(contract, { channel: 'PHONE', testSystem: true }),
    ['TEST_SYSTEM_NOT_SUPPORTED', 'CHANNEL_NOT_IN_PLAN'],
  ],
  ['addNamedContact', 'where there is room', 'op5', 'standard', contactOf, []],
  ['addNamedContact', 'beyond the limit', 'op5', 'basic', contactOf, ['CONTACT_LIMIT_REACHED']],
  [
    'bookConsultingBlock',
    'of what is included',
    'it-novum',
    'premium',
    (contract) => appointment(contract, '2026-07-01T08:00:00Z', 3),
    [],
  ],
  [
    'bookConsultingBlock',
    'beyond it, before the activation, too few',
    'it-novum',
    'premium',
    (contract) => appointment(contract, '2026-05-01T08:00:00Z', 0),
    ['INVALID_INPUT', 'CONTRACT_NOT_ACTIVE'],
  ],
  [
    'bookConsultingBlock',
    'beyond what is left',
    'it-novum',
    'standard',
    (contract) => appointment(contract, '2026-07-01T08:00:00Z', 2),
    ['NO_CONSULTING_BLOCK_LEFT'],
  ],
  [
    'bookConsultingBlock',
    'of a provider that has none',
    'op5',
    'premium',
    (contract) => appointment(contract, '2026-07-01T08:00:00Z', 1),
    ['CONSULTING_NOT_IN_PLAN'],
  ],
  ['registerSatellite', 'where there is room', 'it-novum', 'standard', satelliteOf, []],
  [
    'registerSatellite',
    'where none is covered',
    'it-novum',
    'basic',
    satelliteOf,
    ['SATELLITE_LIMIT_REACHED'],
  ],
  ['registerSatellite', 'under OP5 Basic', 'op5', 'basic', satelliteOf, ['DISTRIBUTED_SETUP_NOT_IN_PLAN']],
  [
    'changePlan',
    'to a better one',
    'it-novum',
    'basic',
    (contract) => change(contract, 'it-novum', 'premium'),
    [],
  ],
  [
    'changePlan',
    'to a smaller one at once',
    'it-novum',
    'premium',
    (contract) => change(contract, 'it-novum', 'basic', '2026-06-10'),
    ['INVALID_INPUT'],
  ],
  [
    'changePlan',
    'to another provider',
    'it-novum',
    'premium',
    (contract) => change(contract, 'op5', 'basic'),
    ['INVALID_INPUT'],
  ],
];

it.each(CASES)(
  'question and mutation agree about %s %s under %s %s',
  async (kind, _what, provider, plan, inputOf, codes) => {
    const contract = await order(admin, provider, plan, ACTIVE);
    const input = await inputOf(contract);
    const { question, mutation, variables } = KINDS[kind]!;
    const document = `${question} { allowed ${USER_ERRORS} } }`;
    const { answer } = await admin.request<Asked>(document, variables(input as Record<string, unknown>));
    const { userErrors } = await mutate(admin, mutation, input);
    expect(userErrors.map(({ code }) => code)).toEqual(codes);
    expect(withoutPath(answer.userErrors)).toEqual(withoutPath(userErrors));
    expect(answer.allowed).toBe(codes.length === 0);
  },
);
