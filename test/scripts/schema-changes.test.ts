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

describe('what was released with its last day', () => {
  const sdl = (old: string) => buildSchema(`type Query { plan: String! ${old} }`);
  const until = (day: string) => sdl(`old: Int @deprecated(reason: "Use plan. Removed on ${day}.")`);
  const released = until('2027-03-01');
  const faults = (current: ReturnType<typeof sdl>, today: string) =>
    schemaFaults(released, current, '`Query.old` is gone.', today);

  it('stays until that day, even where the changelog names its removal', async () => {
    const stays = 'Query.old was promised until 2027-03-01: it stays until then.';
    expect(await faults(sdl(''), '2027-02-28')).toEqual([stays]);
    expect(await faults(sdl(''), '2027-03-01')).toEqual([]);
  });

  it('keeps that day or gets a later one, or is deprecated no longer', async () => {
    const kept = 'Query.old was promised until 2027-03-01: its end is no earlier than that.';
    expect(await faults(until('2027-02-28'), '2026-11-27')).toEqual([kept]);
    expect(await faults(sdl('old: Int @deprecated(reason: "Soon.")'), '2026-11-27')).toEqual([kept]);
    expect(await faults(until('2027-03-01'), '2026-11-27')).toEqual([]);
    expect(await faults(until('2027-03-02'), '2026-11-27')).toEqual([]);
    expect(await faults(sdl('old: Int'), '2026-11-27')).toEqual([]);
  });
});
