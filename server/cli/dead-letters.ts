import type { Command } from 'commander';
import { retryDeadLettersAs } from '../../domain/index.ts';
import { listDeadLetters, retryDeadLetters } from '../../tenancy/index.ts';
import { guildId } from './plan.ts';
import { print, REASON, table } from './print.ts';
import { operatorOf, withHouse } from './with-house.ts';

/** Of each region and own database. */
const ALL_LIMIT = 200;

/** `vektra dead-letters …`: what could not be delivered to Discord. Ids and codes, never content. */
export function deadLetterCommands(program: Command): void {
  const group = program.command('dead-letters').description('deliveries that did not arrive');

  group
    .command('list')
    .argument('[server]', "the server's id; without it, all servers", guildId)
    .action(async (server: string | undefined, _options, command: Command) => {
      const letters = await withHouse(async ({ tenancy }) => {
        if (server === undefined) return tenancy.status.deadLetters(ALL_LIMIT);
        const found = await tenancy.read(server, (db) => listDeadLetters(db));
        return found.map((letter) => ({ guildId: server, ...letter }));
      });
      print(
        command,
        letters,
        letters.length === 0
          ? ['Nothing is stuck.']
          : table(
              ['server', 'id', 'kind', 'demo', 'tries', 'since', 'code'],
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
    .argument('<server>', "the server's id", guildId)
    .argument('[id]', 'one of them; without it, all')
    .requiredOption(...REASON)
    .action(async (server: string, id: string | undefined, { reason }, command: Command) => {
      const retried = await withHouse(({ deps }) =>
        retryDeadLettersAs(
          deps,
          operatorOf(command),
          { guildId: server, id: id ?? null, reason },
          retryDeadLetters,
        ),
      );
      print(command, { server, retried }, [`✓ ${retried} back in the queue`]);
    });
}
