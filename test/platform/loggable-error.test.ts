import { GraphQLError } from 'graphql';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { loggableError } from '../../src/platform/loggable-error';

const SECRET = 'k0rrekthorse';

function databaseError(): DatabaseError {
  const error = new DatabaseError(`duplicate key: ${SECRET}`, 100, 'error');
  return Object.assign(error, {
    code: '23505',
    severity: 'ERROR',
    routine: '_bt_check_unique',
    table: 'customers',
    constraint: 'customers_number_key',
    detail: `Key (number)=(${SECRET}) already exists.`,
    hint: SECRET,
    where: SECRET,
    internalQuery: SECRET,
  });
}

it('of an error of PostgreSQL code, table and constraint are left, and where in the code it came from', () => {
  const logged = loggableError(databaseError());
  expect(logged).toMatchObject({ code: '23505', table: 'customers', constraint: 'customers_number_key' });
  expect(logged.stack).toMatch(/^ {4}at databaseError \(.*loggable-error\.test\.ts:\d+:\d+\)/);
  expect(JSON.stringify(logged)).not.toContain(SECRET);
});

it('of an error of TypeORM neither statement nor parameters are left', () => {
  const error = new QueryFailedError(`INSERT '${SECRET}'`, [SECRET], databaseError());
  const logged = loggableError(error);
  expect(logged).toMatchObject({ type: 'QueryFailedError', cause: { code: '23505' } });
  expect(JSON.stringify(logged)).not.toContain(SECRET);
});

it.each([
  [`Unexpected token 'k', "${SECRET}" is not valid JSON`, 'Unexpected token … is not valid JSON'],
  [`invalid: "a" ${SECRET} "b"`, 'invalid: …'],
  [`String cannot represent value: { name: ${SECRET} }`, 'String cannot represent value: …'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
  ["Cannot read properties of undefined (reading 'name')", 'Cannot read properties of undefined (reading …)'],
])('the message %j is logged as %j', (message, logged) => {
  expect(loggableError(new Error(message)).message).toBe(logged);
});

it('the causes of an error are logged as it is, and a loop of them has an end', () => {
  const error = new GraphQLError(`"${SECRET}"`, {
    originalError: new Error('beneath', { cause: databaseError() }),
  });
  expect(loggableError(error)).toMatchObject({ cause: { message: 'beneath', cause: { code: '23505' } } });
  const loop = new Error('loop');
  loop.cause = loop;
  expect(JSON.stringify(loggableError(loop)).length).toBeLessThan(20_000);
});

it('a message of several lines leaves none of them among the places', () => {
  const message = `first\n    at ${SECRET} (/home/x.js:1:1)`;
  expect(loggableError(new Error(message)).stack).not.toContain(SECRET);
  expect(loggableError(`a thrown text: ${SECRET}`)).toEqual({ type: 'string' });
});
