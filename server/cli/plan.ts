import { type Command, InvalidArgumentError } from 'commander';
import { isPlan, PLAN_NAMES, PLANS, type Plan } from '../../domain/index.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

export const parseGuildId = (value: string): string => {
  if (!/^[0-9]{15,20}$/.test(value)) throw new InvalidArgumentError('not a server id');
  return value;
};

const parsePlan = (value: string): Plan => {
  if (!isPlan(value)) throw new InvalidArgumentError(`one of ${PLANS.join(', ')}`);
  return value;
};

const parseDate = (value: string): number => {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('not a date, e.g. 2027-01-31');
  return time;
};

const formatTime = (ms: number | null) => (ms === null ? 'no end' : new Date(ms).toISOString());

/** `vektra plan …`: every act names a reason and is audited. */
export function registerPlanCommands(program: Command): void {
  const group = program.command('plan').description('what gives a server its plan');

  group
    .command('grant')
    .argument('<server>', "the server's id", parseGuildId)
    .argument('<plan>', PLANS.join(', '), parsePlan)
    .requiredOption(...REASON_OPTION)
    .option('--until <date>', 'when it ends; without it, it does not', parseDate)
    .action(async (server: string, granted: Plan, options, command: Command) => {
      const endsAt: number | null = options.until ?? null;
      const id = await withAppServices(({ operations }) =>
        operations.plans.grant(toOperatorActor(command), {
          guildId: server,
          plan: granted,
          endsAt,
          reason: options.reason,
        }),
      );
      print(command, { id, server, plan: granted, endsAt }, [
        `✓ ${server} is on ${PLAN_NAMES[granted]}, until: ${formatTime(endsAt)} (grant ${id})`,
      ]);
    });

  group
    .command('list')
    .argument('<server>', "the server's id", parseGuildId)
    .action(async (server: string, _options, command: Command) => {
      const grants = await withAppServices(({ operations }) =>
        operations.plans.listGrants(toOperatorActor(command), { guildId: server }),
      );
      print(
        command,
        grants,
        grants.length === 0
          ? ['No grants: the server is on Free.']
          : formatTable(
              ['grant', 'plan', 'source', 'from', 'until', 'reason'],
              grants.map((each) => [
                each.id,
                each.plan,
                each.source,
                formatTime(each.startsAt),
                formatTime(each.endsAt),
                each.reason,
              ]),
            ),
      );
    });

  group
    .command('end')
    .argument('<grant>', "the grant's id")
    .requiredOption(...REASON_OPTION)
    .action(async (id: string, options, command: Command) => {
      const ended = await withAppServices(({ operations }) =>
        operations.plans.endGrant(toOperatorActor(command), { id, reason: options.reason }),
      );
      if (!ended) process.exitCode = 1;
      print(command, { id, ended }, [ended ? `✓ ended ${id}` : `No running grant ${id}.`]);
    });
}
