import { validateWeeklyWindows, wallIntervalsOf } from '../../src/calendar/weekly-window';
import { AROUND_THE_CLOCK, onDays, STANDARD_SPEC } from './calendars';

test.each([
  ['none at all', []],
  ['a working week', STANDARD_SPEC.windows],
  ['around the clock', AROUND_THE_CLOCK],
  ['several a day', [...onDays([1], '08:00', '12:00'), ...onDays([1], '13:00', '17:00')]],
  ['touching', [...onDays([1], '12:00', '17:00'), ...onDays([1], '08:00', '12:00')]],
  ['the same times on other days', onDays([1, 2], '08:00', '12:00')],
])('weekly windows are sound: %s', (_name, windows) => {
  expect(validateWeeklyWindows(windows)).toEqual([]);
});

test.each([
  ['weekday 0', { weekday: 0, opens: '09:00', closes: '17:00' }, 'weekday 0 is not from 1 to 7'],
  ['weekday 8', { weekday: 8, opens: '09:00', closes: '17:00' }, 'weekday 8 is not from 1 to 7'],
  ['half a weekday', { weekday: 1.5, opens: '09:00', closes: '17:00' }, 'weekday 1.5 is not from 1 to 7'],
  ['one digit', { weekday: 1, opens: '9:00', closes: '17:00' }, 'opens at "9:00"'],
  ['hour 24 as an opening', { weekday: 1, opens: '24:00', closes: '24:00' }, 'opens at "24:00"'],
  ['minute 60', { weekday: 1, opens: '09:60', closes: '17:00' }, 'opens at "09:60"'],
  ['hour 25', { weekday: 1, opens: '09:00', closes: '25:00' }, 'closes at "25:00"'],
  ['past the end of the day', { weekday: 1, opens: '09:00', closes: '24:01' }, 'closes at "24:01"'],
  ['with seconds', { weekday: 1, opens: '09:00:00', closes: '17:00' }, 'opens at "09:00:00"'],
  ['empty', { weekday: 1, opens: '09:00', closes: '09:00' }, 'closes at 09:00, not after 09:00'],
  ['over midnight', { weekday: 1, opens: '22:00', closes: '06:00' }, 'closes at 06:00, not after 22:00'],
  ['closing at 00:00', { weekday: 1, opens: '22:00', closes: '00:00' }, 'closes at 00:00, not after 22:00'],
])('weekly windows are at fault: %s', (_name, window, fault) => {
  expect(validateWeeklyWindows([...onDays([3], '08:00', '12:00'), window])).toEqual([
    expect.stringMatching(`^window 2: ${fault}`),
  ]);
});

test('each fault of weekly windows is told', () => {
  expect(validateWeeklyWindows([{ weekday: 9, opens: 'x', closes: 'y' }])).toHaveLength(3);
});

test.each([
  ['one within the other', '09:00', '10:00'],
  ['by a minute', '11:59', '13:00'],
  ['twice the same', '08:00', '12:00'],
])('weekly windows overlap: %s', (_name, opens, closes) => {
  const windows = [...onDays([2], opens, closes), ...onDays([2], '08:00', '12:00')];
  expect(validateWeeklyWindows(windows)).toEqual(['the windows of weekday 2 overlap']);
});

test('the intervals of a day are in order, and those that touch are one', () => {
  const windows = [
    ...onDays([1], '14:00', '24:00'),
    ...onDays([1], '08:30', '10:00'),
    ...onDays([1, 2], '00:00', '08:30'),
  ];
  expect(wallIntervalsOf(windows, 1)).toEqual([
    { from: 0, to: 600 },
    { from: 840, to: 1440 },
  ]);
  expect(wallIntervalsOf(windows, 2)).toEqual([{ from: 0, to: 510 }]);
  expect(wallIntervalsOf(windows, 3)).toEqual([]);
});
