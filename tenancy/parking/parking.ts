import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { unavailable } from '../door.ts';
import { retryLost } from '../pools/retry-lost.ts';
import { guildKey, type SecretStore } from '../secrets/index.ts';
import type { Placement, Row } from '../types.ts';

/** Where a guild's parked demos are: the region that was its home when they came. */
export interface ParkingLot {
  guildId: string;
  region: string;
}

/** A demo that waits in the guild's home region. */
export interface ParkedDemo {
  id: string;
  requestId: string;
  parkedAt: number;
  attempts: number;
  /** Why the last try did not deliver it; a code. */
  lastError: string | null;
  /** What was parked. */
  content: unknown;
}

/**
 * Demos of guilds whose place cannot take them: sealed with the guild's key, kept in its home region.
 * Deleting the key erases them.
 */
export interface Parking {
  /**
   * Parks once per request id. @returns when it was parked; of a second call, when the first did
   * @throws SecretStoreError when it cannot be sealed, TenancyError when the region is away too
   */
  park(
    guildId: string,
    demo: { requestId: string; content: unknown },
  ): Promise<{ parkedAt: number }>;
  /** How many wait. */
  count(guildId: string): Promise<number>;
  /** Lots of a region that have demos, at most `limit`. */
  lotsIn(region: string, limit: number): Promise<ParkingLot[]>;
  /** The oldest ones, unsealed, in the order they came. @throws SecretStoreError */
  oldest(lot: ParkingLot, limit: number): Promise<ParkedDemo[]>;
  /** Delivered, or refused for good. */
  remove(lot: ParkingLot, id: string): Promise<void>;
  /** Could not be delivered now. */
  postpone(lot: ParkingLot, id: string, error: string): Promise<void>;
  /**
   * Keeps what intake has to know of the guild's settings while its database is away; an older
   * revision than the kept one changes nothing.
   */
  saveSnapshot(guildId: string, settings: { document: string; revision: number }): Promise<void>;
  /** @returns null when none was kept */
  readSnapshot(guildId: string): Promise<string | null>;
}

export function createParking(parts: {
  placement(guildId: string): Promise<Placement>;
  app(region: string): Knex;
  mover(region: string): Knex;
  secrets: SecretStore;
  now: () => number;
}): Parking {
  const { secrets, now } = parts;

  /**
   * One transaction in a region, seen as the guild; its place's fence is not asked.
   * @param work may run twice, also when the first run was committed
   */
  const inLot = <T>(
    { guildId, region }: ParkingLot,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> =>
    retryLost(parts.app(region), () =>
      parts.app(region).transaction(async (trx) => {
        await trx.raw(`SELECT set_config('vektra.guild_id', ?, true)`, [guildId]);
        return work(trx);
      }),
    );

  async function atHome<T>(
    guildId: string,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    const { region } = await parts.placement(guildId);
    return inLot({ guildId, region }, work).catch(unavailable(guildId));
  }

  const parse = async (guildId: string, row: Row): Promise<ParkedDemo> => ({
    id: row.id,
    requestId: row.request_id,
    parkedAt: Number(row.parked_at),
    attempts: row.attempts,
    lastError: row.last_error,
    content: JSON.parse(await secrets.unseal(guildKey(guildId), row.sealed, row.request_id)),
  });

  return {
    async park(guildId, { requestId, content }) {
      const sealed = await secrets.seal(guildKey(guildId), JSON.stringify(content), requestId);
      const parkedAt = now();
      return atHome(guildId, async (trx) => {
        await trx('parked_demos')
          .insert({
            guild_id: guildId,
            id: uuidv7({ msecs: parkedAt }),
            request_id: requestId,
            sealed,
            parked_at: parkedAt,
            attempts: 0,
          })
          .onConflict(['guild_id', 'request_id'])
          .ignore();
        const row = await trx('parked_demos').where('request_id', requestId).first('parked_at');
        return { parkedAt: Number(row.parked_at) };
      });
    },
    count: (guildId) =>
      atHome(guildId, async (trx) => {
        const row = await trx('parked_demos').count({ n: '*' }).first();
        return Number(row?.n ?? 0);
      }),
    async lotsIn(region, limit) {
      const mover = parts.mover(region);
      const rows = await retryLost(mover, () =>
        mover('parked_demos').distinct('guild_id').limit(limit),
      );
      return rows.map((row) => ({ guildId: row.guild_id, region }));
    },
    async oldest(lot, limit) {
      const rows = await inLot(lot, (trx) =>
        trx('parked_demos').orderBy('id').limit(limit).select(),
      );
      return Promise.all(rows.map((row) => parse(lot.guildId, row)));
    },
    remove: (lot, id) =>
      inLot(lot, async (trx) => {
        await trx('parked_demos').where('id', id).delete();
      }),
    postpone: (lot, id, error) =>
      inLot(lot, async (trx) => {
        await trx('parked_demos')
          .where('id', id)
          .update({ attempts: trx.raw('attempts + 1'), last_error: error.slice(0, 64) });
      }),
    saveSnapshot: (guildId, { document, revision }) =>
      atHome(guildId, async (trx) => {
        await trx('settings_snapshots')
          .insert({ guild_id: guildId, document, revision, taken_at: now() })
          .onConflict('guild_id')
          .merge()
          .where('settings_snapshots.revision', '<', revision);
      }),
    readSnapshot: (guildId) =>
      atHome(guildId, async (trx) => {
        const row = await trx('settings_snapshots').first('document');
        return row?.document ?? null;
      }),
  };
}
