import { EVENT_TYPES } from '../../../src/events/domain/event-types';

it('what is published of an event holds no text besides ids, numbers of contracts and incidents, and codes of mail servers', () => {
  const texts = [...EVENT_TYPES.values()].flatMap(({ data }) =>
    Object.entries(data).flatMap(([name, { type, format, values }]) =>
      type === 'string' && format === undefined && values === undefined ? [name] : [],
    ),
  );
  expect([...new Set(texts)].sort()).toEqual([
    'code',
    'contactId',
    'duplicateOfId',
    'number',
    'planId',
    'reference',
  ]);
});
