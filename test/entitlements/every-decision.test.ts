import { GraphQLClient } from 'graphql-request';
import { callAs } from '../support/call-as';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { DecisionRecord, decisionsOf } from './decisions-api';

const server = useServer(new TestClock(MUTATED_AT));
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

const failed = ({ rules }: DecisionRecord) =>
  rules.filter(({ outcome }) => outcome === 'FAILED').map(({ rule, explanation }) => [rule, explanation]);

it.each(Object.keys(EVERY_MUTATION))(
  'the mutation %s leaves a decision, accepted and refused',
  async (mutation) => {
    const { accepted, refused, refusal } = EVERY_MUTATION[mutation]!;
    const who = { at: MUTATED_AT, actor: 'test ADMIN', role: 'ADMIN', mutation };
    const input = await accepted(admin);
    const apiKey = await server.keyOf('ADMIN');
    const { requestId } = await callAs(server, apiKey, mutation, input);
    const [decision, ...others] = await decisionsOf(server, admin, requestId);
    expect(others).toEqual([]);
    expect(decision).toMatchObject({ ...who, requestId, allowed: true });
    expect(decision!.facts.length).toBeGreaterThan(0);
    expect(failed(decision!)).toEqual([]);

    const again = refused ? await refused(input, admin) : input;
    const unwritten = await callAs(server, apiKey, mutation, again);
    const refusals = await decisionsOf(server, admin, unwritten.requestId);
    // Where there is no such thing, there is nothing to decide about.
    if (refusal === 'NOT_FOUND') return expect(refusals).toEqual([]);
    expect(refusals).toEqual([expect.objectContaining({ ...who, allowed: false })]);
    expect(failed(refusals[0]!)).toEqual(
      unwritten.answer.userErrors.map(({ code, message }) => [code, message]),
    );
  },
);
