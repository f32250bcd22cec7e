import { GraphQLError } from 'graphql';
import { formattedErrors } from '../../src/graphql/format-error';
import { CrowdedLock, OutcomeUnknown } from '../../src/platform/database-fault';
import { RequestStopped } from '../../src/platform/request-lifetime';
import { ERROR_CODES, ErrorCode, errorDocs } from '../../src/shared/domain/error-codes';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { errorRows, testsName } from '../support/error-page';
import { mutate } from '../support/mutate';
import { operation, RawRequest, sendRaw } from '../support/raw-request';
import { useServer } from '../support/test-server';

const server = useServer();

/** Requests that the server refuses with a code, for BILLING. */
const REQUESTS: Readonly<Record<string, RawRequest>> = {
  BAD_REQUEST: { body: '{' },
  BAD_USER_INPUT: operation('{ customers(first: -1) { totalCount } }'),
  FORBIDDEN: operation('{ auditLog { totalCount } }'),
  GRAPHQL_PARSE_FAILED: operation('{'),
  GRAPHQL_VALIDATION_FAILED: operation('{ weather }'),
  METHOD_NOT_ALLOWED: { method: 'PUT', body: '{}' },
  NOT_FOUND: { search: '-and-more', body: '{}' },
  OPERATION_RESOLUTION_FAILURE: {
    body: JSON.stringify({ query: '{ __typename }', operationName: 'absent' }),
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
  },
  QUERY_TOO_COMPLEX: operation(`{ ${Array.from({ length: 40 }, () => '__typename').join(' ')} }`),
  UNAUTHENTICATED: { ...operation('{ __typename }'), headers: { authorization: 'Bearer none' } },
};

/** Faults of the server; other tests make them happen. */
const FAULTS: Readonly<Record<string, Error>> = {
  DEADLINE_EXCEEDED: new RequestStopped(),
  INTERNAL_SERVER_ERROR: new Error('a bug'),
  OUTCOME_UNKNOWN: new OutcomeUnknown(new Error('lost')),
  SERVICE_UNAVAILABLE: new CrowdedLock(),
};

it('leads from every code to its row in docs/errors.md, which has no other rows', () => {
  const rows = errorRows('Top-level errors').map(({ code, anchor }) => [code, `/docs/errors.md#${anchor}`]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(ERROR_CODES.map((code) => [code, errorDocs(code)])),
  );
});

it.each(Object.entries(REQUESTS))('%s comes with the address of its row', async (code, request) => {
  const authorization = `Bearer ${await server.keyOf('BILLING')}`;
  const { body } = await sendRaw(server.url, { ...request, headers: { authorization, ...request.headers } });
  expect(body.errors![0]!.extensions).toMatchObject({ code, docs: errorDocs(code as ErrorCode) });
});

it.each(Object.entries(FAULTS))('%s comes with the address of its row', (code, fault) => {
  const [error] = formattedErrors([new GraphQLError('hidden', { path: ['thing'], originalError: fault })]);
  expect(error!.extensions).toEqual({ code, docs: errorDocs(code as ErrorCode) });
});

it('gives every reason of a refusal the address of its row', async () => {
  const row = errorRows('User errors').find(({ code }) => code === 'NOT_FOUND');
  const input = { contractId: toGlobalId('Contract', String(10 ** 15)), name: 'edge' };
  const { userErrors } = await mutate(
    await server.as('ADMIN'),
    'registerSatellite',
    input,
    'userErrors { docsUrl }',
  );
  expect(userErrors).toEqual([
    expect.objectContaining({ code: row!.code, docsUrl: `/docs/errors.md#${row!.anchor}` }),
  ]);
});

it('sends every code to a client in some test', () => {
  expect(ERROR_CODES.filter((code) => !testsName(code))).toEqual([]);
});
