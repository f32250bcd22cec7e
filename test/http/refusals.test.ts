import { Refusals } from '../../src/http/refusals';

it('counts every refusal, and logs at most one of a kind a second with how many there were since', () => {
  let now = 0;
  const logged: unknown[] = [];
  const refusals = new Refusals({ warn: (line: unknown) => void logged.push(line) }, () => now);
  for (let time = 0; time < 5; time += 1) refusals.count('queue-full', { requestId: `r${time}` });
  refusals.count('wrong-keys', { requestId: 'w' });
  now = 1_000;
  refusals.count('queue-full', { requestId: 'last' });
  expect(refusals.counts()).toEqual({ 'queue-full': 6, 'wrong-keys': 1 });
  expect(logged).toEqual([
    { requestId: 'r0', refused: 'queue-full', sinceLastLogged: 1 },
    { requestId: 'w', refused: 'wrong-keys', sinceLastLogged: 1 },
    { requestId: 'last', refused: 'queue-full', sinceLastLogged: 5 },
  ]);
});
