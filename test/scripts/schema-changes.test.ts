import { buildSchema } from 'graphql';
import { schemaFaults } from '../../scripts/schema-changes';

const RELEASED = buildSchema(
  'type Query { plan(code: String): String! old: Int } enum Role { SALES BILLING }',
);
const TODAY = '2026-11-27';

const faultsOf = (sdl: string, unreleased = '') =>
  schemaFaults(RELEASED, buildSchema(sdl), unreleased, TODAY);

it('lets a field, an optional argument and a value of an enum be added', async () => {
  const sdl =
    'type Query { plan(code: String, at: String): String! old: Int new: Int } enum Role { SALES BILLING ADMIN }';
  expect(await faultsOf(sdl)).toEqual([]);
});

it.each([
  ['Query.old', 'type Query { plan(code: String): String! } enum Role { SALES BILLING }'],
  ['Query.plan', 'type Query { plan(code: String): String old: Int } enum Role { SALES BILLING }'],
  ['Query.plan.code', 'type Query { plan(code: String!): String! old: Int } enum Role { SALES BILLING }'],
  ['Role.BILLING', 'type Query { plan(code: String): String! old: Int } enum Role { SALES }'],
])('refuses what breaks a client until the changelog names it: %s', async (path, sdl) => {
  expect(await faultsOf(sdl, `not \`${path}.more\``)).toEqual([
    expect.stringContaining(`${path} breaks clients`),
  ]);
  expect(await faultsOf(sdl, `- \`${path}\` is another.`)).toEqual([]);
});

it.each([
  ['Use plan.', ['Query.old is deprecated: end the reason with "Removed on 2027-11-27." or later.']],
  ['Use plan. Removed on 2027-11-26.', ['Query.old ends on 2027-11-26, which is before 2027-11-27.']],
  ['Use plan. Removed on 2027-11-27.', []],
])('lets a deprecated field live for twelve months: %s', async (reason, faults) => {
  const sdl = `type Query { plan(code: String): String! old: Int @deprecated(reason: "${reason}") } enum Role { SALES BILLING }`;
  expect(await faultsOf(sdl)).toEqual(faults);
});

it('asks for the date of a deprecated argument too', async () => {
  const sdl =
    'type Query { plan(code: String @deprecated(reason: "Not needed.")): String! old: Int } enum Role { SALES BILLING }';
  expect(await faultsOf(sdl)).toEqual([expect.stringContaining('Query.plan.code is deprecated')]);
});
