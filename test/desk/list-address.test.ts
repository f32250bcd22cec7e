import { readFileSync } from 'node:fs';
import { buildSchema, GraphQLEnumType, GraphQLInputObjectType } from 'graphql';
import {
  DAYS,
  filterOf,
  FLAGS,
  orderOf,
  ORDERS,
  rareFilters,
  withChange,
  withoutFilters,
} from '../../desk/src/contracts/list-address';

it('the address of the list says what is searched for, filtered and ordered by', () => {
  const chosen = new URLSearchParams('search=hanse&status=ACTIVE&provider=op5&plan=basic&order=NUMBER');
  expect(filterOf(chosen)).toEqual({
    search: 'hanse',
    status: 'ACTIVE',
    providerCode: 'op5',
    planCode: 'basic',
  });
  expect(orderOf(chosen)).toBe('NUMBER');
});

it('an address with what the list does not know lists all contracts, the newest first', () => {
  const chosen = new URLSearchParams('status=GONE&order=toString&other=1');
  expect([filterOf(chosen), orderOf(chosen)]).toEqual([{}, 'CREATED_DESC']);
});

it('another choice begins at the first page, and one that is taken back leaves the address', () => {
  const chosen = new URLSearchParams('status=ACTIVE&after=abc');
  expect(withChange(chosen, { plan: 'basic' })).toBe('/?status=ACTIVE&plan=basic');
  expect(withChange(chosen, { status: '' })).toBe('/?');
  expect(withChange(chosen, { before: 'xyz' })).toBe('/?status=ACTIVE&before=xyz');
});

it.each<[string, ReturnType<typeof filterOf>]>([
  ['status=ACTIVE,NOTICE_GIVEN,GONE', { statuses: ['ACTIVE', 'NOTICE_GIVEN'] }],
  ['region=AMERICAS', { region: 'AMERICAS' }],
  ['region=MOON', {}],
  ['partner=abc', { partnerId: 'abc' }],
  ['version=2', { planVersion: 2 }],
  ['version=0', {}],
  ['version=2147483648', {}],
  ['contactsOverdue=yes', { contactsOverdue: true }],
  ['suspended=no', { suspended: false }],
  ['planChangeScheduled=maybe', {}],
  ['quota=SATELLITES&percent=100', { quotaAtLeast: { quota: 'SATELLITES', percent: 100 } }],
  ['quota=INCIDENTS&percent=1001', { quotaAtLeast: { quota: 'INCIDENTS', percent: 80 } }],
  ['quota=toString&percent=50', {}],
  [
    'noticeDeadlineFrom=2026-12-01&noticeDeadlineBefore=2027-01-01',
    { noticeDeadlineFrom: '2026-12-01', noticeDeadlineBefore: '2027-01-01' },
  ],
  ['renewsFrom=2026-12-01&renewsBefore=2026-02-30', { renewsFrom: '2026-12-01' }],
  ['endsFrom=0002-12-01&endsBefore=2027-12-31', { endsBefore: '2027-12-31' }],
])('the address %s stands for its filter, and what is no value stands for none', (address, filter) => {
  expect(filterOf(new URLSearchParams(address))).toEqual(filter);
});

it('every filter and every order of the API has its place in the desk', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const filter = schema.getType('ContractFilter') as GraphQLInputObjectType;
  const all =
    'search=a&status=ACTIVE&provider=a&plan=a&version=1&region=EUROPE&partner=a&quota=INCIDENTS&' +
    [...DAYS.map((name) => `${name}=2026-12-01`), ...FLAGS.map((name) => `${name}=yes`)].join('&');
  const known = Object.keys(filterOf(new URLSearchParams(all)));
  // Of one customer the list is asked for by its search; several statuses are another value of `status`.
  expect([...known, 'customerId', 'statuses'].sort()).toEqual(Object.keys(filter.getFields()).sort());
  const orders = (schema.getType('ContractOrder') as GraphQLEnumType).getValues();
  expect(Object.keys(ORDERS).sort()).toEqual(orders.map(({ name }) => name).sort());
});

it('further filters are counted, and all filters are taken away with the order kept', () => {
  const chosen = new URLSearchParams('search=a&status=ACTIVE,ENDED&region=EUROPE&order=NUMBER&percent=5');
  expect(rareFilters(chosen)).toBe(2);
  expect(withChange(chosen, withoutFilters(chosen))).toBe('/?order=NUMBER');
});
