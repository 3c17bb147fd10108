import { type Command, InvalidArgumentError } from 'commander';
import { isPlan, PLAN_NAMES, PLANS, type Plan } from '../../domain/index.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

export const parseGuildId = (value: string): string => {
  if (!/^[0-9]{15,20}$/.test(value)) throw new InvalidArgumentError('must be a server ID');
  return value;
};

export const parsePlan = (value: string): Plan => {
  if (!isPlan(value)) throw new InvalidArgumentError(`must be one of ${PLANS.join(', ')}`);
  return value;
};

export const parseDate = (value: string): number => {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('must be a date such as 2027-01-31');
  return time;
};

export const formatTime = (ms: number | null) =>
  ms === null ? 'no end' : new Date(ms).toISOString();

/** `vektra plan …`: every change needs a reason and is audited. */
export function registerPlanCommands(program: Command): void {
  const group = program
    .command('plan')
    .description('manage the grants that give a server its plan');

  group
    .command('grant')
    .argument('<server>', 'server ID', parseGuildId)
    .argument('<plan>', PLANS.join(', '), parsePlan)
    .requiredOption(...REASON_OPTION)
    .option('--until <date>', 'end date (default: no end)', parseDate)
    .action(async (server: string, granted: Plan, options, command: Command) => {
      const endsAt: number | null = options.until ?? null;
      const id = await withAppServices(({ operatorOperations }) =>
        operatorOperations.plans.grant(toOperatorActor(command), {
          guildId: server,
          plan: granted,
          endsAt,
          reason: options.reason,
        }),
      );
      print(command, { id, server, plan: granted, endsAt }, [
        `✓ ${server} is on ${PLAN_NAMES[granted]} (${endsAt === null ? 'no end' : `until ${formatTime(endsAt)}`}, grant ${id})`,
      ]);
    });

  group
    .command('list')
    .argument('<server>', 'server ID', parseGuildId)
    .action(async (server: string, _options, command: Command) => {
      const grants = await withAppServices(({ operatorOperations }) =>
        operatorOperations.plans.listGrants(toOperatorActor(command), { guildId: server }),
      );
      print(
        command,
        grants,
        grants.length === 0
          ? ['No grants. The server is on Free.']
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
    .argument('<grant>', 'grant ID')
    .requiredOption(...REASON_OPTION)
    .action(async (id: string, options, command: Command) => {
      const ended = await withAppServices(({ operatorOperations }) =>
        operatorOperations.plans.endGrant(toOperatorActor(command), { id, reason: options.reason }),
      );
      if (!ended) process.exitCode = 1;
      print(command, { id, ended }, [ended ? `✓ Ended grant ${id}` : `No active grant ${id}.`]);
    });
}
