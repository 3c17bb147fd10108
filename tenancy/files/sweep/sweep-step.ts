import { GUILDS_PREFIX, parseObjectKey, toGuildPrefix, toKeyBehindGuild } from '../object-key.ts';
import { isBucketError } from './bucket-error.ts';
import { readGuildState } from './guild-state.ts';
import { type SweepDeps, skipGuild } from './sweep-deps.ts';
import { sweepGuildPage } from './sweep-guild-page.ts';
import { sweepUnknownGuildPage } from './sweep-unknown-guild.ts';
import { sweepChecks, sweepUploads } from './sweep-uploads.ts';
import type { SweepPosition } from './types.ts';

export const FIRST_POSITION: SweepPosition = { phase: 'objects', guildId: '', after: null };

/**
 * Takes a sweep one page further. A guild whose database or keys are away is left for the next sweep.
 * @returns null at the end
 * @throws ObjectStoreError, FileStorageError when the bucket cannot be used
 */
export async function runSweepStep(
  deps: SweepDeps,
  position: SweepPosition,
): Promise<SweepPosition | null> {
  switch (position.phase) {
    case 'objects':
      return position.after === null
        ? startNextGuild(deps, position.guildId)
        : toNextPosition(position.guildId, await sweepPage(deps, position.guildId, position.after));
    case 'guilds':
      return sweepGuildWithoutObjects(deps, position.guildId);
    case 'uploads': {
      const after = await sweepUploads(deps, position.after);
      if (after !== null) return { phase: 'uploads', after };
      await sweepChecks(deps);
      return null;
    }
  }
}

/** @param previous the guild that is done; empty: none is */
async function startNextGuild(deps: SweepDeps, previous: string): Promise<SweepPosition> {
  for (let after = previous === '' ? undefined : toKeyBehindGuild(previous); ; ) {
    const { objects, next } = await deps.store.list(GUILDS_PREFIX, after);
    const key = objects.map((object) => parseObjectKey(object.key)).find((found) => found !== null);
    if (key) return toNextPosition(key.guildId, await sweepPage(deps, key.guildId, null));
    if (next === null) return { phase: 'guilds', guildId: '0' };
    after = next;
  }
}

const toNextPosition = (guildId: string, after: string | null): SweepPosition => ({
  phase: 'objects',
  guildId,
  after,
});

async function sweepPage(
  deps: SweepDeps,
  guildId: string,
  after: string | null,
): Promise<string | null> {
  return skipIfAway(deps, guildId, async () => {
    const state = await readGuildState(deps, guildId);
    if (state === 'known') return sweepGuildPage(deps, guildId, after);
    if (state === 'unknown') return sweepUnknownGuildPage(deps, guildId, after);
    skipGuild(deps, guildId, null);
    return null;
  });
}

/** The guilds whose objects are listed were compared by their objects. */
async function sweepGuildWithoutObjects(deps: SweepDeps, previous: string): Promise<SweepPosition> {
  const next = await deps
    .control('guilds')
    .where('region', deps.region)
    .where('guild_id', '>', previous)
    .orderBy('guild_id')
    .first('guild_id');
  if (!next) return { phase: 'uploads', after: '' };
  const guildId = String(next.guild_id);
  await skipIfAway(deps, guildId, async () => {
    if ((await readGuildState(deps, guildId)) !== 'known') return null;
    const row = await deps.tenantAccess.read(
      guildId,
      (db) => db.table('files').where('store', deps.region).first('id'),
      false,
    );
    if (!row) return null;
    const { objects } = await deps.store.list(toGuildPrefix(guildId));
    return objects.length > 0 ? null : sweepGuildPage(deps, guildId, null);
  });
  return { phase: 'guilds', guildId };
}

async function skipIfAway(
  deps: SweepDeps,
  guildId: string,
  work: () => Promise<string | null>,
): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    if (isBucketError(error)) throw error;
    skipGuild(deps, guildId, error);
    return null;
  }
}
