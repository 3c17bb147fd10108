import { randomUUID } from 'node:crypto';
import type { Door } from '../door.ts';
import { TenancyError } from '../errors.ts';
import {
  type AddressGuard,
  OwnBusyError,
  type OwnDatabase,
  type OwnPools,
  openOwn,
} from '../own/index.ts';
import type { Placement } from '../types.ts';

/**
 * Whether an address leads to the database that the guild is in. Proven by a row: written through the
 * door, looked for through the address, so that a copy of the database is not taken for it. While
 * the door is shut (the old password was revoked first), the fence row has to do.
 * @throws OwnBusyError when there is no socket to ask with
 */
export async function leadsToPlace(
  { door, guard, slot }: { door: Door; guard: AddressGuard; slot: OwnPools['slot'] },
  at: Placement,
  database: OwnDatabase,
): Promise<boolean> {
  const { guildId, epoch } = at;
  const knex = openOwn(database, guard, { max: 1 }, { slot });
  const schema = database.engine === 'postgres' ? 'vektra.' : '';
  const has = async (table: string, row: Record<string, string>) =>
    (await knex(`${schema}${table}`).where(row).first('guild_id')) !== undefined;
  try {
    if (!(await has('guild_fence', { guild_id: guildId, epoch }).catch(noUnlessBusy))) return false;
    const id = `same-place:${randomUUID()}`;
    try {
      await door.write(guildId, (db) =>
        Promise.resolve(db.table('requests').insert({ id, at: db.now, answer: null })),
      );
    } catch (error) {
      return !noUnlessBusy(error);
    }
    const found = await has('requests', { guild_id: guildId, id });
    await door.write(guildId, (db) => Promise.resolve(db.table('requests').where({ id }).delete()));
    return found;
  } finally {
    await knex.destroy();
  }
}

/** A database that cannot be asked is not the same one; no socket to ask with says nothing about it. */
function noUnlessBusy(error: unknown): false {
  const isBusy =
    error instanceof OwnBusyError || (error instanceof TenancyError && error.driverCode === 'busy');
  if (isBusy) throw new OwnBusyError();
  return false;
}
