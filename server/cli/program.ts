import { Command, InvalidArgumentError } from 'commander';
import { registerCouponCommands } from './coupons.ts';
import { registerDatabaseCommands } from './databases.ts';
import { registerDeadLetterCommands } from './dead-letters.ts';
import { registerDoctorCommand } from './doctor.ts';
import { registerFileCommands } from './files.ts';
import { registerMoveCommands } from './moves.ts';
import { registerPlanCommands } from './plan.ts';
import { registerRegionCommands } from './region.ts';
import { registerRestoreCommands } from './restore.ts';

const parsePersonName = (value: string): string => {
  if (!/^[\w.@+-]{1,64}$/.test(value))
    throw new InvalidArgumentError('must consist of letters, digits and . _ @ + -');
  return value;
};

export const program = new Command('vektra')
  .description('Operator commands: plans, codes, placements, moves, secrets and failed deliveries.')
  .option('--json', 'print JSON')
  .option(
    '--as <person>',
    'who runs this, for the audit log, in addition to the system account',
    parsePersonName,
  )
  .option('--env-file <file>', 'read environment variables from this file')
  .showHelpAfterError()
  .hook('preAction', (command) => {
    const { envFile } = command.opts<{ envFile?: string }>();
    if (envFile) process.loadEnvFile(envFile);
  });

registerDoctorCommand(program);
registerRegionCommands(program);
registerPlanCommands(program);
registerCouponCommands(program);
registerDatabaseCommands(program);
registerMoveCommands(program);
registerFileCommands(program);
registerDeadLetterCommands(program);
registerRestoreCommands(program);
