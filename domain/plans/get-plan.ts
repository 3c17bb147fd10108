import type { Deps } from '../deps.ts';
import { operation } from '../operations/other-operations.ts';
import { getGuildPlan } from './guild-plan.ts';

/** The guild's plan; Free for a guild that was never set up. */
export const get = operation({
  name: 'plans.get',
  kind: 'query',
  access: 'member',
  limit: null,
  run: ({ deps, caller }: { deps: Deps; caller: { guildId: string } }) =>
    getGuildPlan(deps, caller.guildId),
});
