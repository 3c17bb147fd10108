import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { isVektraError } from '../errors/errors.ts';
import { type QueryScope, query } from '../operations/guild-operations.ts';
import { operation } from '../operations/other-operations.ts';
import { parseSettings } from '../settings/settings-document.ts';
import { assertMaySend } from '../submissions/may-send.ts';
import { getActiveParts } from './active-parts.ts';
import type { FormPart } from './form-part.ts';

const readParts = async ({ deps, actor, settings }: QueryScope): Promise<readonly FormPart[]> =>
  getActiveParts(deps, actor.guildId, await settings());

const read = query({ name: 'demoForm.read', access: 'member', limit: null, read: readParts });

/** For who has filled it in. @throws VektraError as {@link withSettingsCopy} */
export const get = operation({
  name: 'demoForm.get',
  kind: 'query',
  access: 'member',
  limit: 'artistQuery',
  run: ({ deps, caller }: { deps: Deps; caller: Actor }) =>
    withSettingsCopy(deps, caller, read.run(deps, caller, undefined)),
});

const check = query({
  name: 'demoForm.check',
  access: 'member',
  limit: null,
  async read(scope): Promise<readonly FormPart[]> {
    const [parts] = await Promise.all([readParts(scope), assertMaySend(scope, scope.deps.now())]);
    return parts;
  },
});

/**
 * For who is about to fill it in.
 * @throws VektraError as `assertMaySend`, while the guild's database answers; as
 * {@link withSettingsCopy}
 */
export const open = operation({
  name: 'demoForm.open',
  kind: 'query',
  access: 'member',
  limit: 'artistQuery',
  run: ({ deps, caller }: { deps: Deps; caller: Actor }) =>
    withSettingsCopy(deps, caller, check.run(deps, caller, undefined)),
});

/**
 * While the guild's database cannot answer, the form is as the copy of its settings says, which is
 * there for demos that are deferred.
 * @throws VektraError `not_set_up`; `storage_unavailable` and `storage_moving` when there is no copy
 */
async function withSettingsCopy(
  deps: Deps,
  { guildId }: Actor,
  reading: Promise<readonly FormPart[]>,
): Promise<readonly FormPart[]> {
  try {
    return await reading;
  } catch (error) {
    if (!isVektraError(error)) throw error;
    if (error.code !== 'storage_unavailable' && error.code !== 'storage_moving') throw error;
    const snapshot = await deps.tenancy.deferredSubmissions.readSettingsSnapshot(guildId);
    if (snapshot === null) throw error;
    return getActiveParts(deps, guildId, parseSettings(snapshot));
  }
}
