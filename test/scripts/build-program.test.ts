import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const STARTS = Object.entries(scripts).flatMap(([name, script]) => {
  const [, flags, file] = /node ((?:--\S+ )*)(dist\/program\/\S+\.js)/.exec(script) ?? [];
  return file === undefined ? [] : [{ name, flags: flags!.trim().split(' ').filter(Boolean), file }];
});

/** Counts what V8 makes of the code that was kept, in a Node with the flags that it is for. */
const COUNT = `
  const { readdirSync, readFileSync } = require('node:fs');
  const { Script } = require('node:vm');
  const code = 'dist/program/code/' + require('node:v8').cachedDataVersionTag();
  const counts = { taken: 0, rejected: 0 };
  for (const file of readdirSync(code, { recursive: true }).filter((name) => name.endsWith('.code'))) {
    const source = readFileSync('dist/program/parts/' + file.slice(0, -5), 'latin1');
    const script = new Script(source, { cachedData: readFileSync(code + '/' + file) });
    counts[script.cachedDataRejected ? 'rejected' : 'taken'] += 1;
  }
  console.log(JSON.stringify(counts));`;

it('npm start and every command of the program run what was bundled', () => {
  expect(STARTS.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['start', 'keys', 'doctor', 'config']),
  );
  for (const { file } of STARTS) expect([file, existsSync(file)]).toEqual([file, true]);
});

it('for each set of flags that a script gives Node, the code of the program is there, and V8 takes it', () => {
  const sets = [...new Set(STARTS.map(({ flags }) => flags.join(' ')))];
  expect(sets.length).toBeGreaterThan(1);
  for (const flags of sets) {
    const told = execFileSync(process.execPath, [...flags.split(' ').filter(Boolean), '-e', COUNT], {
      encoding: 'utf8',
    });
    const { taken, rejected } = JSON.parse(told) as { taken: number; rejected: number };
    expect([flags, rejected, taken > 10]).toEqual([flags, 0, true]);
  }
});
