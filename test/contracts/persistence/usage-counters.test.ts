import { ContractEntity, ContractYearEntity } from '../../../src/contracts/persistence/contract.entity';
import { USAGE_COUNTERS } from '../../../src/contracts/persistence/usage-counters';
import { allBut, insertColumns } from '../../../src/platform/columns';

const COUNTER = /_(used|ordered|limit)$/;

function counterColumns(entity: typeof ContractEntity | typeof ContractYearEntity): string[] {
  const names = insertColumns<object>(entity, allBut<object>(entity)).split(', ');
  return names.filter((name) => COUNTER.test(name)).sort();
}

function listed(table: string): string[] {
  return Object.values(USAGE_COUNTERS)
    .filter((counter) => counter.table === table)
    .flatMap(({ used, limit }) => (limit === null ? [used] : [used, limit]))
    .sort();
}

describe('the list of usage counters', () => {
  it('the list of usage counters has every counter of a contract, so that the doctor compares each', () => {
    expect(listed('contracts')).toEqual(counterColumns(ContractEntity));
  });

  it('the list of usage counters has every counter of a contract year, so that the doctor compares each', () => {
    expect(listed('contract_years')).toEqual(counterColumns(ContractYearEntity));
  });
});
