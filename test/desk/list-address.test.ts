import { filterOf, orderOf, withChange } from '../../desk/src/contracts/list-address';

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
