import {
  decidePartner,
  decidePartnerChange,
  PartnerChange,
} from '../../../src/customers/domain/partner-rule';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';

const partner = { number: 'P-1', isPartner: true };
const noPartner = { number: 'C-1', isPartner: false };

it.each([
  [null, 'PASSED'],
  [partner, 'PASSED'],
  [noPartner, 'FAILED'],
])('a customer’s partner is nobody or a partner: %j', (named, outcome) => {
  const decision = [decidePartner(named)];
  expect(outcomesOf(decision)).toEqual([`INVALID_STATE ${outcome}`]);
  expect(refusalsOf(decision).map(({ path }) => path)).toEqual(
    outcome === 'FAILED' ? [['input', 'partnerId']] : [],
  );
});

const NO_CHANGE: PartnerChange = { isPartner: null, partner: null, closesCircle: false, hasCustomers: false };

it.each([
  ['nothing changes', {}, []],
  ['nothing changes, with customers', { hasCustomers: true }, []],
  ['no partner is named, so that no circle closes', { closesCircle: true }, []],
  ['a partner is named', { partner }, []],
  ['the partner is below the customer', { partner, closesCircle: true }, ['partnerId']],
  [
    'the one named is none, and below it',
    { partner: noPartner, closesCircle: true },
    ['partnerId', 'partnerId'],
  ],
  ['it becomes a partner, with customers', { isPartner: true, hasCustomers: true }, []],
  ['it stops being one, without customers', { isPartner: false }, []],
  ['it stops being one, with customers', { isPartner: false, hasCustomers: true }, ['isPartner']],
])('a partner keeps its customers and is not below itself: %s', (_, change, fields) => {
  const decision = decidePartnerChange({ ...NO_CHANGE, ...change });
  expect(decision.map(({ rule }) => rule)).toEqual(['INVALID_STATE', 'INVALID_STATE', 'INVALID_STATE']);
  expect(refusalsOf(decision).map(({ path }) => path?.join('.'))).toEqual(
    fields.map((field) => `input.${field}`),
  );
});
