import type { Knex } from 'knex';

export interface OpenItem {
  guildId: string;
  kind: string;
  number: number;
}

/** Remembers that a person has an open item in a guild. */
export async function touchOpenItem(
  control: Knex,
  item: OpenItem & { userId: string; now: number },
): Promise<void> {
  await control('open_items')
    .insert({
      user_id: item.userId,
      guild_id: item.guildId,
      kind: item.kind,
      number: item.number,
      touched_at: item.now,
    })
    .onConflict(['user_id', 'guild_id', 'kind', 'number'])
    .merge(['touched_at']);
}

export async function closeOpenItem(
  control: Knex,
  item: OpenItem & { userId: string },
): Promise<void> {
  await control('open_items')
    .where({
      user_id: item.userId,
      guild_id: item.guildId,
      kind: item.kind,
      number: item.number,
    })
    .delete();
}

/** A person's open items over all guilds, the last touched first; 25, what a Discord menu holds. */
export async function listOpenItems(control: Knex, userId: string): Promise<OpenItem[]> {
  const rows = await control('open_items')
    .where('user_id', userId)
    .orderBy('touched_at', 'desc')
    .limit(25);
  return rows.map((row) => ({
    guildId: row.guild_id,
    kind: row.kind,
    number: Number(row.number),
  }));
}

/** The guilds in which a person has items of a kind, the last touched first. */
export async function listOpenItemGuilds(
  control: Knex,
  { userId, kind, limit }: { userId: string; kind: string; limit: number },
): Promise<string[]> {
  const guildIds: unknown[] = await control('open_items')
    .where({ user_id: userId, kind })
    .groupBy('guild_id')
    .orderByRaw('max(touched_at) desc')
    .limit(limit)
    .pluck('guild_id');
  return guildIds.map(String);
}
