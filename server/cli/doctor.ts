import type { Command } from 'commander';
import { readEnv } from '../env.ts';
import { selfCheck } from '../self-check.ts';
import { formatTable, print } from './print.ts';

/** `vektra doctor`: uses every setting once and reports wrong ones and unavailable services. */
export function registerDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check settings by using them: databases, roles, buckets, Discord and Vault')
    .action(async (_options, command: Command) => {
      const findings = await selfCheck(readEnv(process.env, 'cli'), 'cli');
      if (findings.some(({ status }) => status !== 'ok')) process.exitCode = 1;
      const statusLabels = { ok: '✓', wrong: '✗ wrong', away: '… not responding' };
      print(
        command,
        findings,
        formatTable(
          ['setting', 'state', 'what to do'],
          findings.map(({ setting, status, message }) => [
            setting,
            statusLabels[status],
            status === 'ok' ? '' : message,
          ]),
        ),
      );
    });
}
