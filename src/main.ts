import 'reflect-metadata';
import closeWithGrace from 'close-with-grace';
import { readEnvironment } from './boot/environment';
import { explainFailure } from './boot/explain-failure';
import { startProgram } from './boot/start-program';
import { loggableError } from './platform/loggable-error';

/** EX_CONFIG of sysexits.h for a faulty environment, EX_UNAVAILABLE for what the program needs and cannot have. */
async function main(): Promise<void> {
  try {
    const wantsDemo = process.argv.includes('--demo');
    const program = await startProgram(readEnvironment(), {
      wantsDemo,
      print: (text) => process.stdout.write(text),
    });
    closeWithGrace({ delay: 10_000, logger: false }, ({ err }) => {
      if (err !== undefined) process.stderr.write(`${JSON.stringify(loggableError(err))}\n`);
      return program.stop();
    });
  } catch (error) {
    const { message, exitCode } = explainFailure(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCode;
  }
}

void main();
