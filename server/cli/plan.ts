import { type Command, InvalidArgumentError } from 'commander';
import { isPlan, PLAN_NAMES, PLANS, type Plan } from '../../domain/index.ts';
import { print, REASON, table } from './print.ts';
import { operatorName, withHouse } from './with-house.ts';

export const guildId = (value: string): string => {
  if (!/^[0-9]{15,20}$/.test(value)) throw new InvalidArgumentError('not a server id');
  return value;
};

const plan = (value: string): Plan => {
  if (!isPlan(value)) throw new InvalidArgumentError(`one of ${PLANS.join(', ')}`);
  return value;
};

const day = (value: string): number => {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('not a date, e.g. 2027-01-31');
  return time;
};

const show = (ms: number | null) => (ms === null ? 'no end' : new Date(ms).toISOString());

/** `vektra plan …`: every act names a reason and is audited. */
export function planCommands(program: Command): void {
  const group = program.command('plan').description('what gives a server its plan');

  group
    .command('grant')
    .argument('<server>', "the server's id", guildId)
    .argument('<plan>', PLANS.join(', '), plan)
    .requiredOption(...REASON)
    .option('--until <date>', 'when it ends; without it, it does not', day)
    .action(async (server: string, granted: Plan, options, command: Command) => {
      const endsAt: number | null = options.until ?? null;
      const id = await withHouse(({ tenancy }) =>
        tenancy.control.grantPlan({
          guildId: server,
          plan: granted,
          operator: operatorName(command),
          reason: options.reason,
          endsAt,
          now: Date.now(),
        }),
      );
      print(command, { id, server, plan: granted, endsAt }, [
        `✓ ${server} is on ${PLAN_NAMES[granted]}, until: ${show(endsAt)} (grant ${id})`,
      ]);
    });

  group
    .command('list')
    .argument('<server>', "the server's id", guildId)
    .action(async (server: string, _options, command: Command) => {
      const grants = await withHouse(({ tenancy }) => tenancy.control.listGrants(server));
      print(
        command,
        grants,
        grants.length === 0
          ? ['No grants: the server is on Free.']
          : table(
              ['grant', 'plan', 'source', 'from', 'until', 'reason'],
              grants.map((each) => [
                each.id,
                each.plan,
                each.source,
                show(each.startsAt),
                show(each.endsAt),
                each.reason,
              ]),
            ),
      );
    });

  group
    .command('end')
    .argument('<grant>', "the grant's id")
    .requiredOption(...REASON)
    .action(async (id: string, options, command: Command) => {
      const ended = await withHouse(({ tenancy }) =>
        tenancy.control.endGrant({
          id,
          operator: operatorName(command),
          reason: options.reason,
          now: Date.now(),
        }),
      );
      if (!ended) process.exitCode = 1;
      print(command, { id, ended }, [ended ? `✓ ended ${id}` : `No running grant ${id}.`]);
    });
}
