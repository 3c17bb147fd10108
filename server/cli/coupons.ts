import { type Command, InvalidArgumentError } from 'commander';
import { PLAN_NAMES, PLANS, type Plan } from '../../domain/index.ts';
import { formatTime, parseDate, parsePlan } from './plan.ts';
import { formatTable, print, REASON_OPTION } from './print.ts';
import { toOperatorActor, withAppServices } from './with-app-services.ts';

const parseCount = (value: string): number => {
  if (!/^[1-9][0-9]{0,5}$/.test(value)) throw new InvalidArgumentError('must be a whole number');
  return Number(value);
};

const parsePaidPlan = (value: string): Exclude<Plan, 'free'> => {
  const plan = parsePlan(value);
  if (plan === 'free') throw new InvalidArgumentError('must be a plan above Free');
  return plan;
};

/** `vektra coupon …`: codes that give a server a plan. */
export function registerCouponCommands(program: Command): void {
  const group = program.command('coupon').description('manage codes that give a server a plan');

  group
    .command('create')
    .argument('<plan>', PLANS.slice(1).join(', '), parsePaidPlan)
    .requiredOption('--days <number>', 'how long a server has the plan', parseCount)
    .option('--uses <number>', 'how many servers can redeem it', parseCount, 1)
    .option('--until <date>', 'when it can no longer be redeemed (default: no end)', parseDate)
    .requiredOption(...REASON_OPTION)
    .action(async (plan: Exclude<Plan, 'free'>, options, command: Command) => {
      const { days, uses: maxUses, until: expiresAt = null, reason } = options;
      const { id, code } = await withAppServices(({ operatorOperations }) =>
        operatorOperations.plans.createCoupon(toOperatorActor(command), {
          plan,
          days,
          maxUses,
          expiresAt,
          reason,
        }),
      );
      print(command, { id, code, plan, days, maxUses, expiresAt }, [
        `✓ ${code}`,
        `  gives ${maxUses === 1 ? 'one server' : `${maxUses} servers`} ${PLAN_NAMES[plan]} for ${days} days; redeem it with /redeem.`,
        '  Keep it: it is not shown again.',
      ]);
    });

  group
    .command('list')
    .option('--before <page>', 'the next page, as the one before names it')
    .action(async (options: { before?: string }, command: Command) => {
      const { items, nextBefore } = await withAppServices(({ operatorOperations }) =>
        operatorOperations.plans.listCoupons(toOperatorActor(command), {
          before: options.before ?? null,
        }),
      );
      print(
        command,
        { items, nextBefore },
        items.length === 0
          ? ['No codes.']
          : [
              ...formatTable(
                ['id', 'plan', 'days', 'used', 'until', 'state', 'reason'],
                items.map((each) => [
                  each.id,
                  each.plan,
                  String(each.days),
                  `${each.uses}/${each.maxUses}`,
                  formatTime(each.expiresAt),
                  formatState(each),
                  each.reason,
                ]),
              ),
              ...(nextBefore ? [`More: --before ${nextBefore}`] : []),
            ],
      );
    });

  group
    .command('revoke')
    .argument('<id>', 'the code’s ID, as `list` shows it')
    .requiredOption(...REASON_OPTION)
    .action(async (id: string, options, command: Command) => {
      const revoked = await withAppServices(({ operatorOperations }) =>
        operatorOperations.plans.revokeCoupon(toOperatorActor(command), {
          id,
          reason: options.reason,
        }),
      );
      if (!revoked) process.exitCode = 1;
      print(command, { id, revoked }, [
        revoked
          ? `✓ Revoked code ${id}. Servers that redeemed it keep their plan.`
          : `No valid code ${id}.`,
      ]);
    });
}

const formatState = ({
  revokedAt,
  expiresAt,
  uses,
  maxUses,
}: {
  revokedAt: number | null;
  expiresAt: number | null;
  uses: number;
  maxUses: number;
}): string => {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= Date.now()) return 'expired';
  return uses >= maxUses ? 'used up' : 'valid';
};
