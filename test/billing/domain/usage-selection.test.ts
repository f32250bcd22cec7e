import { checkPeriod } from '../../../src/billing/domain/usage-selection';
import { refusalsThrownBy } from '../../support/refusing';

const at = (milliseconds: number) => new Date(milliseconds);

it('a period of usage has at least one instant', () => {
  expect(() => checkPeriod({ from: at(0), to: at(1) })).not.toThrow();
  for (const to of [0, -1])
    expect(refusalsThrownBy(() => checkPeriod({ from: at(0), to: at(to) }))).toMatchObject([
      { code: 'INVALID_INPUT', path: ['to'] },
    ]);
});
