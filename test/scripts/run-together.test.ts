import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Says when it is ready and how often it is told to stop; takes a moment to stop, as a server does. */
const WORKER = `
  process.on('SIGINT', () => console.log('interrupted'));
  process.on('SIGTERM', () => { console.log('told'); setTimeout(() => { console.log('ended'); process.exit(0); }, 300); });
  setInterval(() => {}, 1000);
  console.log('ready');`;

let runner: ChildProcess;
let output: string;

afterEach(() => {
  if (runner.exitCode === null) process.kill(-runner.pid!, 'SIGKILL');
});

/** A wrapper that passes no signal on, as that of the compiler. */
const WRAPPER = `
  require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(WORKER)}], { stdio: 'inherit' });`;

/** Runs the programs together as a terminal does: in a process group of their own. */
function run(...programs: readonly string[]): void {
  const commands = programs.map((program) => ({
    file: process.execPath,
    args: ['-e', program],
    stops: program === WRAPPER ? 'its group' : 'itself',
  }));
  const main = `require('./dist/scripts/run-together').runTogether(${JSON.stringify(commands)}).then((code) => process.exit(code));`;
  runner = spawn(process.execPath, ['-e', main], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  output = '';
  runner.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
}

function times(word: string): number {
  return output.split(word).length - 1;
}

async function untilReady(programs: number): Promise<void> {
  while (times('ready') < programs) await once(runner.stdout!, 'data');
}

test('Ctrl-C, twice and to the whole process group, tells each command once and waits until all have ended', async () => {
  run(WORKER, WORKER);
  await untilReady(2);
  process.kill(-runner.pid!, 'SIGINT');
  process.kill(-runner.pid!, 'SIGINT');
  const [exitCode] = await once(runner, 'close');
  expect(exitCode).toBe(0);
  expect([times('told'), times('ended'), times('interrupted')]).toEqual([2, 2, 0]);
});

test('what a wrapper has started is stopped with it', async () => {
  run(WRAPPER, WORKER);
  await untilReady(2);
  process.kill(runner.pid!, 'SIGTERM');
  // The pipe is closed only when the last of them has ended.
  await once(runner, 'close');
  expect([times('told'), times('ended')]).toEqual([2, 2]);
});

test('where one command ends the others are stopped, and its exit code is the exit code', async () => {
  run(WORKER, `process.stdin.on('data', () => {}); setTimeout(() => process.exit(7), 1000);`);
  await untilReady(1);
  const [exitCode] = await once(runner, 'close');
  expect(exitCode).toBe(7);
  expect(times('ended')).toBe(1);
});

test('a command that ends well without being told is no success: nothing serves any more', async () => {
  run(WORKER, '');
  const [exitCode] = await once(runner, 'close');
  expect(exitCode).toBe(1);
});
