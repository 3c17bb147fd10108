import type { Command } from 'commander';
import { parseGuildId } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

/** What the operator has to do next. */
const NEXT_STEPS = {
  opened: '',
  moving: 'end its move (vektra move list), then run this again',
  undecided: 'choose: vektra restore open <server> <region>',
} as const;

/** `vektra restore …`: run after restoring a backup. */
export function registerRestoreCommands(program: Command): void {
  const group = program
    .command('restore')
    .description('reconcile databases after restoring a backup');

  group
    .command('finish')
    .description('reconcile restored databases before processes use them')
    .argument('[regions...]', 'restored regions (none: only the control database)')
    .requiredOption(...REASON_OPTION)
    .action(async (regions: string[], { reason }, command: Command) => {
      const report = await withAppServices(({ operatorOperations }) =>
        operatorOperations.restore.finish(toOperatorActor(command), { regions, reason }),
      );
      if (report.guilds.some(({ result }) => result !== 'opened')) process.exitCode = 1;
      print(command, report, [
        ...report.regions.map(
          ({ region, deliveries, counters }) =>
            `✓ ${region}: ${deliveries} deliveries will be looked up before they are sent, ${counters} counters advanced`,
        ),
        ...(report.guilds.length === 0
          ? ['✓ Registry and regions match']
          : formatTable(
              ['server', 'result', 'region', 'next'],
              report.guilds.map(({ guildId, result, region }) => [
                guildId,
                result,
                region ?? '',
                NEXT_STEPS[result],
              ]),
            )),
      ]);
    });

  group
    .command('open')
    .description('open a server in one region, with the rows that are there')
    .argument('<server>', 'server ID', parseGuildId)
    .argument('<region>', 'region key')
    .requiredOption(...REASON_OPTION)
    .action(async (server: string, region: string, { reason }, command: Command) => {
      await withAppServices(({ operatorOperations }) =>
        operatorOperations.restore.openInRegion(toOperatorActor(command), {
          guildId: server,
          region,
          reason,
        }),
      );
      print(command, { server, region }, [`✓ ${server} is open in ${region}`]);
    });
}
