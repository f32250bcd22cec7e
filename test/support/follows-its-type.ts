import { EVENT_TYPES, EVENTS_BY_SUBJECT } from '../../src/events/domain/event-types';
import { RecordedEvent } from '../../src/events/persistence/events';
import { EventValue } from '../../src/shared/domain/event-type';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

function fits(value: unknown, { type, format, values, nullable }: EventValue): boolean {
  if (value === null) return nullable === true;
  if (type === 'integer') return Number.isInteger(value);
  if (typeof value !== type) return false;
  if (format === 'date-time') return INSTANT.test(value as string);
  if (format === 'date') return DATE.test(value as string);
  return values?.includes(value as string) ?? true;
}

/** Fails unless the event is of a known type, about the kind of thing it is published for, with the data of its type. */
export function expectFollowsItsType({ type, subjectType, data }: RecordedEvent): void {
  const published = EVENT_TYPES.get(type);
  expect(published).toBeDefined();
  expect(Object.keys(EVENTS_BY_SUBJECT[subjectType]!)).toContain(type);
  expect(Object.keys(data).sort()).toEqual(Object.keys(published!.data).sort());
  const wrong = Object.entries(published!.data).filter(([name, value]) => !fits(data[name], value));
  expect(wrong).toEqual([]);
}
