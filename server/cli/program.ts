import { Command, InvalidArgumentError } from 'commander';
import { deadLetterCommands } from './dead-letters.ts';
import { doctorCommand } from './doctor.ts';
import { moveCommands } from './moves.ts';
import { placeCommands } from './places.ts';
import { planCommands } from './plan.ts';
import { regionCommands } from './region.ts';
import { restoreCommands } from './restore.ts';

const personName = (value: string): string => {
  if (!/^[\w.@+-]{1,64}$/.test(value))
    throw new InvalidArgumentError('letters, digits and . _ @ + -');
  return value;
};

export const program = new Command('vektra')
  .description('For operators: plans, where servers live, and deliveries that did not arrive.')
  .option('--json', 'print JSON, for scripts')
  .option(
    '--as <person>',
    'who runs it, for the audit, beside the account of the machine',
    personName,
  )
  .option('--env-file <file>', 'read the environment from this file')
  .showHelpAfterError()
  .hook('preAction', (command) => {
    const { envFile } = command.opts<{ envFile?: string }>();
    if (envFile) process.loadEnvFile(envFile);
  });

doctorCommand(program);
regionCommands(program);
planCommands(program);
placeCommands(program);
moveCommands(program);
deadLetterCommands(program);
restoreCommands(program);
