import type { Deps } from '../deps.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import type { GuildSettings } from '../settings/types.ts';
import { DEFAULT_PARTS, type FormPart } from './form-part.ts';

/** The form that artists fill in: the label's own as long as its plan has that. */
export async function getActiveParts(
  deps: Deps,
  guildId: string,
  { form, revisions }: Pick<GuildSettings, 'form' | 'revisions'>,
): Promise<readonly FormPart[]> {
  if (revisions.form === 0) return DEFAULT_PARTS;
  return planIncludes(await getGuildPlan(deps, guildId), 'form_builder')
    ? form.parts
    : DEFAULT_PARTS;
}
