import type { Command } from 'commander';
import { listDeadLetters } from '../../tenancy/index.ts';
import { parseGuildId } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

/** Per region and customer database. */
const MAX_LETTERS_PER_DATABASE = 200;

/**
 * `vektra dead-letters …`: deliveries that failed for good. Prints ids and codes, never content.
 */
export function registerDeadLetterCommands(program: Command): void {
  const group = program
    .command('dead-letters')
    .description('manage deliveries that failed for good');

  group
    .command('list')
    .argument('[server]', 'server ID (default: all servers)', parseGuildId)
    .action(async (server: string | undefined, _options, command: Command) => {
      const letters = await withAppServices(async ({ tenancy }) => {
        if (server === undefined) return tenancy.status.deadLetters(MAX_LETTERS_PER_DATABASE);
        const guildLetters = await tenancy.read(server, (db) => listDeadLetters(db));
        return guildLetters.map((letter) => ({ guildId: server, ...letter }));
      });
      print(
        command,
        letters,
        letters.length === 0
          ? ['No failed deliveries.']
          : formatTable(
              ['server', 'id', 'kind', 'demo', 'attempts', 'created', 'code'],
              letters.map((letter) => [
                letter.guildId,
                letter.id,
                letter.kind,
                letter.number === null ? '' : `#${letter.number}`,
                String(letter.attempts),
                new Date(letter.createdAt).toISOString(),
                letter.error ?? '',
              ]),
            ),
      );
    });

  group
    .command('retry')
    .argument('<server>', 'server ID', parseGuildId)
    .argument('[id]', 'delivery ID (default: all of them)')
    .requiredOption(...REASON_OPTION)
    .action(async (server: string, id: string | undefined, { reason }, command: Command) => {
      const retriedCount = await withAppServices(({ operatorOperations }) =>
        operatorOperations.operator.retryDeadLetters(toOperatorActor(command), {
          guildId: server,
          id: id ?? null,
          reason,
        }),
      );
      print(command, { server, retried: retriedCount }, [
        `✓ Retrying ${retriedCount} ${retriedCount === 1 ? 'delivery' : 'deliveries'}`,
      ]);
    });
}
