import { Command, InvalidArgumentError } from 'commander';
import { registerDatabaseCommands } from './databases.ts';
import { registerDeadLetterCommands } from './dead-letters.ts';
import { registerDoctorCommand } from './doctor.ts';
import { registerMoveCommands } from './moves.ts';
import { registerPlanCommands } from './plan.ts';
import { registerRegionCommands } from './region.ts';
import { registerRestoreCommands } from './restore.ts';

const parsePersonName = (value: string): string => {
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
    parsePersonName,
  )
  .option('--env-file <file>', 'read the environment from this file')
  .showHelpAfterError()
  .hook('preAction', (command) => {
    const { envFile } = command.opts<{ envFile?: string }>();
    if (envFile) process.loadEnvFile(envFile);
  });

registerDoctorCommand(program);
registerRegionCommands(program);
registerPlanCommands(program);
registerDatabaseCommands(program);
registerMoveCommands(program);
registerDeadLetterCommands(program);
registerRestoreCommands(program);
