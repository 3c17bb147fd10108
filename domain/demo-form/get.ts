import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { isVektraError } from '../errors/errors.ts';
import { query } from '../operations/guild-operations.ts';
import { operation } from '../operations/other-operations.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { planIncludes } from '../plans/plans.ts';
import { parseSettings } from '../settings/settings-document.ts';
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

const read = query({
  name: 'demoForm.read',
  access: 'member',
  limit: null,
  async read({ deps, actor, settings }): Promise<readonly FormPart[]> {
    return getActiveParts(deps, actor.guildId, await settings());
  },
});

/**
 * What artists are asked. While the guild's database cannot answer, as the copy of its settings
 * says, which is there for demos that are deferred.
 * @throws VektraError `not_set_up`; `storage_unavailable` and `storage_moving` when there is no copy
 */
export const get = operation({
  name: 'demoForm.get',
  kind: 'query',
  access: 'member',
  limit: 'artistQuery',
  async run({ deps, caller }: { deps: Deps; caller: Actor }): Promise<readonly FormPart[]> {
    try {
      return await read.run(deps, caller, undefined);
    } catch (error) {
      if (!isVektraError(error)) throw error;
      if (error.code !== 'storage_unavailable' && error.code !== 'storage_moving') throw error;
      const snapshot = await deps.tenancy.deferredSubmissions.readSettingsSnapshot(caller.guildId);
      if (snapshot === null) throw error;
      return getActiveParts(deps, caller.guildId, parseSettings(snapshot));
    }
  },
});
