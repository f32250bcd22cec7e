import { countAsked } from '../../src/boot/stop-on-signal';

function listening() {
  const told: string[] = [];
  let now = 0;
  const asked = countAsked({
    stop: () => told.push('stop'),
    print: (text) => told.push(text.slice(0, 14)),
    exit: (code) => told.push(`exit ${code}`),
    now: () => now,
  });
  return { told, at: (ms: number, signal: 'SIGINT' | 'SIGTERM') => ((now = ms), asked(signal)) };
}

it('a signal that npm and the terminal both pass on stops the program once', () => {
  const { told, at } = listening();
  for (const ms of [0, 1, 299]) at(ms, 'SIGINT');
  expect(told).toEqual(['stop']);
});

it('a second signal says that it is stopping, and a third ends with 128 and its number', () => {
  const { told, at } = listening();
  for (const ms of [0, 300, 301, 600]) at(ms, 'SIGTERM');
  expect(told).toEqual(['stop', 'Still stopping', 'exit 143']);
});
