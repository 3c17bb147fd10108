import type { Command } from 'commander';
import type { MoveChange } from '../../domain/index.ts';
import { parseGuildId } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

const CHANGE_DESCRIPTIONS: Record<MoveChange, string> = {
  pause: 'stops copying; writes go on in the old place',
  resume: 'goes on with a paused move',
  abort: 'ends a move before its switch; everything stays where it was',
  retry: 'tries a failed move again',
  reopen: 'ends a move that cannot reach its old place, and opens the server there',
};

/** `vektra move …`: every change names a reason and is audited. */
export function registerMoveCommands(program: Command): void {
  const group = program.command('move').description('moves of servers between places');

  group
    .command('list')
    .option('--failed', 'those that failed')
    .option('--all', 'also those that are over')
    .action(async (options, command: Command) => {
      const { items } = await withAppServices(({ operations }) =>
        operations.operator.listMoves(toOperatorActor(command), {
          state: options.all ? 'all' : options.failed ? 'failed' : 'active',
          before: null,
        }),
      );
      print(
        command,
        items,
        items.length === 0
          ? ['No moves.']
          : formatTable(
              ['move', 'server', 'to', 'step', 'state', 'rows', 'problem'],
              items.map((move) => [
                move.id,
                move.guildId,
                move.to.kind === 'own' ? `own ${move.to.engine}` : move.to.region,
                move.step,
                move.state,
                `${move.rowsCopied}/${move.rowsTotal}`,
                move.problem ?? '',
              ]),
            ),
      );
    });

  group
    .command('start')
    .argument('<server>', "the server's id", parseGuildId)
    .argument('<region>', "the region's key")
    .requiredOption(...REASON_OPTION)
    .action(async (server: string, region: string, { reason }, command: Command) => {
      const move = await withAppServices(({ operations }) =>
        operations.operator.startMove(toOperatorActor(command), {
          guildId: server,
          region,
          reason,
        }),
      );
      print(command, move, [`✓ ${server} moves to ${region} (move ${move.id})`]);
    });

  for (const [change, description] of Object.entries(CHANGE_DESCRIPTIONS))
    group
      .command(change)
      .description(description)
      .argument('<move>', "the move's id")
      .requiredOption(...REASON_OPTION)
      .action(async (moveId: string, { reason }, command: Command) => {
        await withAppServices(({ operations }) =>
          operations.operator.changeMove(toOperatorActor(command), {
            moveId,
            change: change as MoveChange,
            reason,
          }),
        );
        print(command, { moveId, change }, [`✓ ${change}: ${moveId}`]);
      });
}
