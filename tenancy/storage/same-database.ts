import { randomUUID } from 'node:crypto';
import {
  type AddressGuard,
  ConnectionLimitError,
  type CustomerDatabase,
  type CustomerPools,
  createCustomerKnex,
} from '../customer-database/index.ts';
import { TenancyError } from '../errors.ts';
import type { TenantAccess } from '../tenant-access.ts';
import type { Placement } from '../types.ts';

/**
 * Whether an address leads to the database that the guild is in. Proven by a row: written through
 * tenant access and looked up through the address, so that a copy of the database is not taken for
 * it. While tenant access fails (the old password was revoked first), the fence row has to do.
 * @throws ConnectionLimitError when there is no socket to ask with
 */
export async function isSameDatabase(
  {
    tenantAccess,
    guard,
    acquireSocket,
  }: {
    tenantAccess: TenantAccess;
    guard: AddressGuard;
    acquireSocket: CustomerPools['acquireSocket'];
  },
  placement: Placement,
  database: CustomerDatabase,
): Promise<boolean> {
  const { guildId, epoch } = placement;
  const knex = createCustomerKnex(database, guard, { max: 1 }, { acquireSocket });
  const schema = database.engine === 'postgres' ? 'vektra.' : '';
  const hasRow = async (table: string, row: Record<string, string>) =>
    (await knex(`${schema}${table}`).where(row).first('guild_id')) !== undefined;
  try {
    if (!(await hasRow('guild_fence', { guild_id: guildId, epoch }).catch(falseUnlessBusy)))
      return false;
    const id = `same-place:${randomUUID()}`;
    try {
      await tenantAccess.write(guildId, (db) =>
        Promise.resolve(db.table('requests').insert({ id, at: db.now, answer: null })),
      );
    } catch (error) {
      return !falseUnlessBusy(error);
    }
    const isFound = await hasRow('requests', { guild_id: guildId, id });
    await tenantAccess.write(guildId, (db) =>
      Promise.resolve(db.table('requests').where({ id }).delete()),
    );
    return isFound;
  } finally {
    await knex.destroy();
  }
}

/**
 * A database that cannot be asked is not the same one; no socket to ask with says nothing about it.
 */
function falseUnlessBusy(error: unknown): false {
  const isBusy =
    error instanceof ConnectionLimitError ||
    (error instanceof TenancyError && error.driverCode === 'busy');
  if (isBusy) throw new ConnectionLimitError();
  return false;
}
