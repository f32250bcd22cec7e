import { Noun } from '../../shared/domain/counted';

export const NAMED_CONTACT: Noun = { one: 'named contact', many: 'named contacts' };
export const SATELLITE: Noun = { one: 'satellite', many: 'satellites' };
export const INCLUDED_BLOCK: Noun = {
  one: 'included consulting block',
  many: 'included consulting blocks',
};
