import { z } from 'zod';
import { operatorMutation, operatorQuery } from '../operations/operator-builders.ts';
import { snowflakeId } from '../text/schemas.ts';
import { PLANS } from './plans.ts';

/** What gives a guild its plan. */
export const listGrants = operatorQuery({
  name: 'plans.list_grants',
  input: z.object({ guildId: snowflakeId }),
  run: ({ deps: { tenancy } }, { guildId }) => tenancy.control.listGrants(guildId),
});

/** @returns the grant's id */
export const grant = operatorMutation({
  name: 'plans.grant',
  input: z.object({
    guildId: snowflakeId,
    plan: z.enum(PLANS),
    /** Epoch ms; null: it does not end. */
    endsAt: z.number().int('number.whole').nullable(),
  }),
  action: () => 'plan.grant',
  run: ({ deps: { tenancy, now }, operator, reason }, { guildId, plan, endsAt }): Promise<string> =>
    tenancy.control.grantPlan({
      guildId,
      plan,
      operator: operator.userId,
      reason,
      endsAt,
      now: now(),
    }),
});

/** @returns false when no such grant is in effect */
export const endGrant = operatorMutation({
  name: 'plans.end_grant',
  input: z.object({ id: z.uuid('id.malformed') }),
  action: () => 'plan.end',
  run: ({ deps: { tenancy, now }, operator, reason }, { id }): Promise<boolean> =>
    tenancy.control.endGrant({ id, operator: operator.userId, reason, now: now() }),
});
