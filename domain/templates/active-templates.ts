import type { Deps } from '../deps.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import type { SectionValue } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';

/** The label's own texts; null when its plan does not have them: they stay stored. */
export const getActiveTemplates = async (
  deps: Deps,
  guildId: string,
  { templates }: GuildSettings,
): Promise<SectionValue<'templates'> | null> =>
  planIncludes(await getGuildPlan(deps, guildId), 'templates') ? templates : null;
