import 'reflect-metadata';
import { Command } from 'commander';
import { describeSettings } from '../boot/describe-settings';
import { readEnvironment, SETTING_NAMES } from '../boot/environment';
import { explainFailure } from '../boot/explain-failure';

const program = new Command('config')
  .description(
    'Prints every setting with its value and its origin, without passwords. Faulty settings are named as at a start.',
  )
  .action(() => {
    try {
      // eslint-disable-next-line no-restricted-properties
      for (const { name, value, origin } of describeSettings(SETTING_NAMES, readEnvironment(), process.env))
        process.stdout.write(`${name}=${value ?? ''}  # ${origin}\n`);
    } catch (error) {
      const { message, exitCode } = explainFailure(error);
      process.stderr.write(`${message}\n`);
      process.exitCode = exitCode;
    }
  });

program.parse();
