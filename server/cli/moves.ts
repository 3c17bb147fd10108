import type { Command } from 'commander';
import type { MoveChange } from '../../domain/index.ts';
import { parseGuildId } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

const CHANGE_DESCRIPTIONS: Record<MoveChange, string> = {
  pause: 'pause copying; writes continue in the old database',
  resume: 'resume a paused move',
  abort: 'stop a move before its switch; the data stays where it is',
  retry: 'retry a failed move',
  reopen: 'end a move that cannot reach its old database, and open the server there',
};

/** `vektra move …`: every change names a reason and is audited. */
export function registerMoveCommands(program: Command): void {
  const group = program.command('move').description('move servers between databases');

  group
    .command('list')
    .option('--failed', 'only failed moves')
    .option('--all', 'include finished moves')
    .action(async (options, command: Command) => {
      const { items } = await withAppServices(({ operatorOperations }) =>
        operatorOperations.operator.listMoves(toOperatorActor(command), {
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
    .argument('<server>', 'server ID', parseGuildId)
    .argument('<region>', 'region key')
    .requiredOption(...REASON_OPTION)
    .action(async (server: string, region: string, { reason }, command: Command) => {
      const move = await withAppServices(({ operatorOperations }) =>
        operatorOperations.operator.startMove(toOperatorActor(command), {
          guildId: server,
          region,
          reason,
        }),
      );
      print(command, move, [`✓ ${server} is moving to ${region} (move ${move.id})`]);
    });

  for (const [change, description] of Object.entries(CHANGE_DESCRIPTIONS))
    group
      .command(change)
      .description(description)
      .argument('<move>', 'move ID')
      .requiredOption(...REASON_OPTION)
      .action(async (moveId: string, { reason }, command: Command) => {
        await withAppServices(({ operatorOperations }) =>
          operatorOperations.operator.changeMove(toOperatorActor(command), {
            moveId,
            change: change as MoveChange,
            reason,
          }),
        );
        print(command, { moveId, change }, [`✓ ${change}: ${moveId}`]);
      });
}
