import { randomUUID } from 'node:crypto';
import type { Door } from '../door.ts';
import { type AddressGuard, type OwnDatabase, openOwn } from '../own/index.ts';
import type { Placement } from '../types.ts';

/**
 * Whether an address leads to the database that the guild is in. Proven by a row: written through the
 * door, looked for through the address, so that a copy of the database is not taken for it. While
 * the door is shut (the old password was revoked first), the fence row has to do.
 */
export async function leadsToPlace(
  { door, guard }: { door: Door; guard: AddressGuard },
  at: Placement,
  database: OwnDatabase,
): Promise<boolean> {
  const { guildId, epoch } = at;
  const knex = openOwn(database, guard, { max: 1 });
  const schema = database.engine === 'postgres' ? 'vektra.' : '';
  const has = async (table: string, row: Record<string, string>) =>
    (await knex(`${schema}${table}`).where(row).first('guild_id')) !== undefined;
  try {
    if (!(await has('guild_fence', { guild_id: guildId, epoch }).catch(() => false))) return false;
    const id = `same-place:${randomUUID()}`;
    try {
      await door.write(guildId, (db) =>
        Promise.resolve(db.table('requests').insert({ id, at: db.now, answer: null })),
      );
    } catch {
      return true;
    }
    const found = await has('requests', { guild_id: guildId, id });
    await door.write(guildId, (db) => Promise.resolve(db.table('requests').where({ id }).delete()));
    return found;
  } finally {
    await knex.destroy();
  }
}
