import type { Command } from 'commander';
import { parseGuildId } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

/** What is left for the operator to do. */
const NEXT_STEPS = {
  opened: '',
  moving: 'end its move (vektra move list), then run this again',
  undecided: 'choose: vektra restore open <server> <region>',
} as const;

/** `vektra restore …`: what follows the restore of a backup. */
export function registerRestoreCommands(program: Command): void {
  const group = program.command('restore').description('what follows the restore of a backup');

  group
    .command('finish')
    .description('makes restored databases fit the others, before processes use them')
    .argument('[regions...]', 'that were restored; none: only the control database')
    .requiredOption(...REASON_OPTION)
    .action(async (regions: string[], { reason }, command: Command) => {
      const report = await withAppServices(({ operations }) =>
        operations.restore.finish(toOperatorActor(command), { regions, reason }),
      );
      if (report.guilds.some(({ result }) => result !== 'opened')) process.exitCode = 1;
      print(command, report, [
        ...report.regions.map(
          ({ region, deliveries, counters }) =>
            `✓ ${region}: ${deliveries} deliveries are looked for before they are sent, ${counters} counters moved on`,
        ),
        ...(report.guilds.length === 0
          ? ['✓ registry and regions agree']
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
    .description('opens a server in a region with the rows that are there, and nowhere else')
    .argument('<server>', "the server's id", parseGuildId)
    .argument('<region>', "the region's key")
    .requiredOption(...REASON_OPTION)
    .action(async (server: string, region: string, { reason }, command: Command) => {
      await withAppServices(({ operations }) =>
        operations.restore.openInRegion(toOperatorActor(command), {
          guildId: server,
          region,
          reason,
        }),
      );
      print(command, { server, region }, [`✓ ${server} is open in ${region}`]);
    });
}
