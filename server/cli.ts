import { Command } from 'commander';
import { deadLetterCommands } from './cli/dead-letters.ts';
import { moveCommands } from './cli/moves.ts';
import { placeCommands } from './cli/places.ts';
import { planCommands } from './cli/plan.ts';
import { printable } from './cli/print.ts';
import { EnvError } from './env.ts';

const program = new Command('vektra')
  .description('For operators: plans, where servers live, and deliveries that did not arrive.')
  .option('--json', 'print JSON, for scripts')
  .option('--env-file <file>', 'read the environment from this file')
  .showHelpAfterError()
  .hook('preAction', (command) => {
    const { envFile } = command.opts<{ envFile?: string }>();
    if (envFile) process.loadEnvFile(envFile);
  });

planCommands(program);
placeCommands(program);
moveCommands(program);
deadLetterCommands(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.stderr.write(`${error instanceof EnvError ? error.message : printable(error)}\n`);
  process.exitCode = 1;
}
