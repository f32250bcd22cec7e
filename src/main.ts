import 'reflect-metadata';
import { readEnvironment } from './boot/environment';
import { explainFailure } from './boot/explain-failure';
import { giveBackMemoryWhenIdle } from './boot/give-back-memory';
import { readOptions } from './boot/start-options';
import { startProcesses } from './boot/start-processes';
import { startProgram } from './boot/start-program';
import { stopOnSignal } from './boot/stop-on-signal';
import { Stopping } from './boot/stopping';
import { loggableError } from './platform/loggable-error';

/** EX_CONFIG of sysexits.h for a faulty environment, EX_UNAVAILABLE for what the program needs and cannot have. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  try {
    const environment = readEnvironment();
    const stopping = new Stopping(environment.STOP_TIMEOUT_MS, writeError, (code) => process.exit(code));
    // Before the start: a supervisor that reads that it answers may send a signal.
    stopOnSignal({
      stop: () => void stopping.inGoodOrder(),
      print: writeError,
      exit: (code) => process.exit(code),
    });
    const start = environment.PROCESSES > 1 ? startProcesses : startProgram;
    const program = await start(environment, {
      ...options,
      print: (text) => process.stdout.write(text),
      fail: (error) => void stopping.because(error),
    });
    stopping.of(program);
    giveBackMemoryWhenIdle();
    const crash = (error: unknown) => {
      writeError(`${JSON.stringify(loggableError(error))}\n`);
      void stopping.withCode(1);
    };
    process.on('uncaughtException', crash);
    process.on('unhandledRejection', crash);
  } catch (error) {
    const { message, exitCode } = explainFailure(error);
    writeError(`${message}\n`);
    process.exitCode = exitCode;
  }
}

function writeError(text: string): void {
  process.stderr.write(text);
}

void main();
