import { effectOfNotice } from '../../../src/contracts/domain/notice';
import { contract } from './contract';

describe('the effect of a notice', () => {
  it.each([
    ['2026-02-10T09:00:00Z', '2026-02-10', true, '2027-03-15'],
    ['2027-01-14T23:59:59.999+01:00', '2027-01-14', true, '2027-03-15'],
    ['2027-01-15T00:00:00+01:00', '2027-01-15', false, '2028-03-15'],
    ['2027-03-14T23:59:59+01:00', '2027-03-14', false, '2028-03-15'],
    ['2027-03-15T00:00:00+01:00', '2027-03-15', true, '2028-03-15'],
  ])(
    'a notice received at %s is of %s, in time %s, and ends the contract on %s',
    (receivedAt, receivedOn, inTime, endsOn) => {
      const effect = effectOfNotice(contract(), new Date(receivedAt), 60);
      expect(effect).toMatchObject({ receivedOn, inTime, endsOn });
      expect(effect.deadline).toBe(effect.renewsOn === '2028-03-15' ? '2028-01-15' : '2027-01-14');
    },
  );
});
