import type { SweepDeps } from './sweep-deps.ts';

const MAX_GUILD_ID = 2n ** 63n - 1n;

/**
 * What may be done with a guild's objects. `unknown`: neither the registry nor a region knows it.
 * `skipped`: it is being moved, or registry and regions disagree, as after a restored backup.
 */
export async function readGuildState(
  { control, movers }: Pick<SweepDeps, 'control' | 'movers'>,
  guildId: string,
): Promise<'known' | 'unknown' | 'skipped'> {
  if (BigInt(guildId) > MAX_GUILD_ID) return 'skipped';
  const [registered, move] = await Promise.all([
    control('guilds').where('guild_id', guildId).first('state'),
    control('moves').where('guild_id', guildId).whereNull('ended_at').first('guild_id'),
  ]);
  if (move) return 'skipped';
  if (registered) return registered.state === 'active' ? 'known' : 'skipped';
  const fences = await Promise.all(
    movers.map((mover) => mover('guild_fence').where('guild_id', guildId).first('guild_id')),
  );
  return fences.some(Boolean) ? 'skipped' : 'unknown';
}
