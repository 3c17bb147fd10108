import type { Knex } from 'knex';
import type { Row } from '../../migrations/index.ts';
import { TenancyError } from '../errors.ts';
import { holdSweeps } from '../files/sweep/sweep-record.ts';
import type { DatabaseRow } from '../types.ts';
import { prepareRegion, type RestoredRegion } from './prepare-region.ts';
import { isLive, type RegionFence, type RegistryEntry, resolveHome } from './resolve-home.ts';

/** A guild for which registry and regions said different things. */
export interface RestoredGuild {
  guildId: string;
  /**
   * `opened`: it is open in `region` now; `moving`: its move has to be ended first; `undecided`:
   * its data may be in several databases or in none that is known.
   */
  result: 'opened' | 'moving' | 'undecided';
  region: string | null;
}

export interface RestoreReport {
  regions: RestoredRegion[];
  guilds: RestoredGuild[];
}

/** What follows the restore of a backup; see docs/operating.md. */
export interface Restore {
  /**
   * Makes restored databases fit the others: deliveries that may have gone out after the backup are
   * looked for before they are sent, no number of a demo is used twice, and guilds are open where
   * their rows are. Repeatable.
   * @param regions keys of those that were restored; the registry is compared with all of them
   */
  finish(regions: readonly string[]): Promise<RestoreReport>;
  /**
   * Opens a guild in a region with the rows that are there, and closes it in the others.
   * @throws TenancyError `moving` while a move of it is under way
   */
  openGuildIn(guildId: string, region: string): Promise<void>;
}

interface Deps {
  control: Knex;
  regions: readonly { key: string }[];
  mover(region: string): Knex;
  /** What the registry says of a guild that it did not know. */
  schemaVersion: number;
  now(): number;
}

export function createRestore(deps: Deps): Restore {
  const { control, mover, now } = deps;
  /** Guilds with moves that may still change where they live. */
  const listMovingGuilds = async (): Promise<Set<string>> =>
    new Set(
      await control('moves')
        .whereNull('ended_at')
        .whereNotIn('step', ['observe', 'retire'])
        .pluck('guild_id'),
    );

  const closeFence = (guildId: string, region: string) =>
    mover(region)('guild_fence')
      .where('guild_id', guildId)
      .update({ mode: 'moved', changed_at: now() });

  /**
   * The others close first, and the registry follows last: until then nobody finds it, or waits.
   */
  async function openGuild(
    guildId: string,
    region: string,
    fences: readonly RegionFence[],
    registryEntry: RegistryEntry | null,
  ): Promise<void> {
    const epochs = [registryEntry?.epoch ?? '0', ...fences.map((fence) => fence.epoch)].map(BigInt);
    const epoch = String(epochs.reduce((a, b) => (a > b ? a : b)) + 1n);
    for (const fence of fences)
      if (fence.region !== region) await closeFence(guildId, fence.region);
    await mover(region)('guild_fence')
      .insert({ guild_id: guildId, epoch, mode: 'open', changed_at: now(), move_token: null })
      .onConflict('guild_id')
      .merge();
    const registryRow = {
      kind: 'managed',
      engine: 'postgres',
      region,
      epoch,
      state: 'active',
      secret_ref: null,
      secret_version: null,
      schema_version: deps.schemaVersion,
    };
    await control('guilds')
      .insert({ ...registryRow, guild_id: guildId, change_seq: 0, created_at: now() })
      .onConflict('guild_id')
      .merge(Object.keys(registryRow));
  }

  return {
    async finish(restored) {
      const restoredRegions = restored.length > 0 ? restored : deps.regions.map(({ key }) => key);
      await holdSweeps(control, restoredRegions, now());
      const prepared: RestoredRegion[] = [];
      for (const region of restored)
        prepared.push(await prepareRegion(control, mover(region), region));
      const fences = await readFences(deps);
      const registry = await readRegistry(control);
      await advanceMoveLeases(control, [...fences.values()].flat());
      const movingGuilds = await listMovingGuilds();
      const guilds: RestoredGuild[] = [];
      for (const guildId of new Set([...registry.keys(), ...fences.keys()])) {
        const registryEntry = registry.get(guildId) ?? null;
        const guildFences = fences.get(guildId) ?? [];
        const home = resolveHome(registryEntry, guildFences, new Set(restored));
        if (movingGuilds.has(guildId)) {
          if (home.result !== 'agreed' && isAffected(registryEntry, guildFences, restored))
            guilds.push({ guildId, result: 'moving', region: null });
        } else if (home.result === 'open') {
          await openGuild(guildId, home.region, guildFences, registryEntry);
          guilds.push({ guildId, result: 'opened', region: home.region });
        } else if (home.result === 'undecided')
          guilds.push({ guildId, result: 'undecided', region: null });
        // What it left before the backup would keep it from ever moving there again.
        else
          for (const fence of guildFences)
            if (
              isLive(fence) &&
              (registryEntry?.kind === 'own' || fence.region !== registryEntry?.region)
            )
              await closeFence(guildId, fence.region);
      }
      return { regions: prepared, guilds };
    },

    async openGuildIn(guildId, region) {
      if ((await listMovingGuilds()).has(guildId)) throw new TenancyError('moving', guildId);
      const fences = await readFences(deps, guildId);
      const registry = await readRegistry(control, guildId);
      await openGuild(guildId, region, fences.get(guildId) ?? [], registry.get(guildId) ?? null);
    },
  };
}

/** A move between other regions continues; a registry that was restored concerns all. */
const isAffected = (
  registryEntry: RegistryEntry | null,
  fences: readonly RegionFence[],
  restored: readonly string[],
): boolean =>
  restored.length === 0 ||
  [registryEntry, ...fences].some((each) => each !== null && restored.includes(each.region));

async function readFences(
  { regions, mover }: Pick<Deps, 'regions' | 'mover'>,
  guildId?: string,
): Promise<Map<string, RegionFence[]>> {
  const found = await Promise.all(
    regions.map(async ({ key }) => {
      const rows: Pick<Row<'guild_fence'>, 'guild_id' | 'epoch' | 'mode' | 'move_token'>[] =
        await mover(key)('guild_fence')
          .where(guildId ? { guild_id: guildId } : {})
          .select('guild_id', 'epoch', 'mode', 'move_token');
      return rows.map((row) => ({
        guildId: row.guild_id,
        region: key,
        epoch: row.epoch,
        mode: row.mode,
        token: row.move_token,
      }));
    }),
  );
  return Map.groupBy(found.flat(), (fence) => fence.guildId);
}

async function readRegistry(control: Knex, guildId?: string): Promise<Map<string, RegistryEntry>> {
  const rows: DatabaseRow[] = await control('guilds')
    .where(guildId ? { guild_id: guildId } : {})
    .select('guild_id', 'kind', 'region', 'epoch');
  return new Map(
    rows.map(({ guild_id, kind, region, epoch }) => [
      String(guild_id),
      { kind, region, epoch: String(epoch) },
    ]),
  );
}

/**
 * Of a token, the number by which tokens follow each other; see createFenceToken in
 * moves/endpoint/fence.ts.
 */
const LEASE_DIGITS = 20;

/**
 * Moves take later numbers than any on a fence: one with an earlier number is taken for overtaken.
 */
async function advanceMoveLeases(control: Knex, fences: readonly RegionFence[]): Promise<void> {
  const leases = fences.flatMap(({ token }) =>
    token ? [BigInt(token.slice(0, LEASE_DIGITS))] : [],
  );
  const highest = leases.reduce((a, b) => (a > b ? a : b), 0n);
  if (highest === 0n) return;
  await control.raw(
    `SELECT setval('move_leases', GREATEST(?::bigint, (SELECT last_value FROM move_leases)))`,
    [String(highest)],
  );
}
