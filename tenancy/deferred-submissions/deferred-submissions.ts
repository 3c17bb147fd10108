import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import type { Row } from '../../migrations/index.ts';
import { selectAcrossGuilds } from '../citus/select-across-guilds.ts';
import { requireNumericId } from '../guild/transaction-driver/types.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { guildTransitKey, type SecretStore } from '../secrets/index.ts';
import { rethrowAsUnavailable } from '../tenant-access.ts';
import type { Placement } from '../types.ts';

/** Where a guild's parked demos are: the region that was its home when they came. */
export interface DeferredQueue {
  guildId: string;
  region: string;
}

/** A demo that waits in the guild's home region. */
export interface DeferredSubmission {
  id: string;
  requestId: string;
  deferredAt: number;
  attempts: number;
  /** Why the last try did not deliver it; a code. */
  lastError: string | null;
  /** What was parked. */
  content: unknown;
}

/**
 * Demos of guilds whose database cannot accept them: sealed with the guild's key, kept in its home
 * region. Deleting the key erases them.
 */
export interface DeferredSubmissions {
  /**
   * Parks once per request id. @returns when it was parked; of a second call, when the first did
   * @throws SecretStoreError when it cannot be sealed, TenancyError when the region is away too
   */
  defer(
    guildId: string,
    submission: { requestId: string; content: unknown },
  ): Promise<{ deferredAt: number }>;
  /** How many wait. */
  count(guildId: string): Promise<number>;
  /** Lots of a region that have demos, at most `limit`. */
  listQueues(region: string, limit: number): Promise<DeferredQueue[]>;
  /** The oldest ones, unsealed, in the order they came. @throws SecretStoreError */
  listOldest(queue: DeferredQueue, limit: number): Promise<DeferredSubmission[]>;
  /** Delivered, or refused for good. */
  remove(queue: DeferredQueue, id: string): Promise<void>;
  /** Could not be delivered now. */
  postpone(queue: DeferredQueue, id: string, error: string): Promise<void>;
  /**
   * Keeps what intake has to know of the guild's settings while its database is away; an older
   * revision than the kept one changes nothing.
   */
  saveSettingsSnapshot(
    guildId: string,
    settings: { document: string; revision: number },
  ): Promise<void>;
  /** @returns null when none was kept */
  readSettingsSnapshot(guildId: string): Promise<string | null>;
}

export function createDeferredSubmissions(deps: {
  getPlacement(guildId: string): Promise<Placement>;
  app(region: string): Knex;
  mover(region: string): Knex;
  secrets: SecretStore;
  now: () => number;
}): DeferredSubmissions {
  const { secrets, now } = deps;

  /**
   * One transaction in a region, seen as the guild; its database's fence is not asked.
   * @param work may run twice, also when the first run was committed
   */
  const inQueueTransaction = <T>(
    { guildId, region }: DeferredQueue,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> =>
    retryOnConnectionLoss(deps.app(region), () =>
      deps.app(region).transaction(async (trx) => {
        // Not set_config, which Citus does not propagate.
        await trx.raw(`SET LOCAL vektra.guild_id = ${requireNumericId(guildId)}`);
        return work(trx);
      }),
    );

  async function inHomeRegion<T>(
    guildId: string,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    const { region } = await deps.getPlacement(guildId);
    return inQueueTransaction({ guildId, region }, work).catch(rethrowAsUnavailable(guildId));
  }

  const parse = async (guildId: string, row: Row<'parked_demos'>): Promise<DeferredSubmission> => ({
    id: row.id,
    requestId: row.request_id,
    deferredAt: Number(row.parked_at),
    attempts: row.attempts,
    lastError: row.last_error,
    content: JSON.parse(await secrets.unseal(guildTransitKey(guildId), row.sealed, row.request_id)),
  });

  return {
    async defer(guildId, { requestId, content }) {
      const sealed = await secrets.seal(
        guildTransitKey(guildId),
        JSON.stringify(content),
        requestId,
      );
      const deferredAt = now();
      return inHomeRegion(guildId, async (trx) => {
        await trx('parked_demos')
          .insert({
            guild_id: guildId,
            id: uuidv7({ msecs: deferredAt }),
            request_id: requestId,
            sealed,
            parked_at: deferredAt,
            attempts: 0,
          })
          .onConflict(['guild_id', 'request_id'])
          .ignore();
        const row = await trx('parked_demos')
          .where({ guild_id: guildId, request_id: requestId })
          .first('parked_at');
        return { deferredAt: Number(row.parked_at) };
      });
    },
    count: (guildId) =>
      inHomeRegion(guildId, async (trx) => {
        const row = await trx('parked_demos').where('guild_id', guildId).count({ n: '*' }).first();
        return Number(row?.n ?? 0);
      }),
    async listQueues(region, limit) {
      const mover = deps.mover(region);
      const rows = await retryOnConnectionLoss(mover, () =>
        selectAcrossGuilds(
          mover,
          'parked_demos',
          (relation) => `SELECT DISTINCT guild_id::text FROM ${relation} LIMIT ${limit}`,
        ),
      );
      return rows.slice(0, limit).map((row) => ({ guildId: row.guild_id, region }));
    },
    async listOldest(queue, limit) {
      const rows = await inQueueTransaction(queue, (trx) =>
        trx('parked_demos').where('guild_id', queue.guildId).orderBy('id').limit(limit).select(),
      );
      return Promise.all(rows.map((row) => parse(queue.guildId, row)));
    },
    remove: (queue, id) =>
      inQueueTransaction(queue, async (trx) => {
        await trx('parked_demos').where({ guild_id: queue.guildId, id }).delete();
      }),
    postpone: (queue, id, error) =>
      inQueueTransaction(queue, async (trx) => {
        await trx('parked_demos')
          .where({ guild_id: queue.guildId, id })
          .update({ attempts: trx.raw('attempts + 1'), last_error: error.slice(0, 64) });
      }),
    saveSettingsSnapshot: (guildId, { document, revision }) =>
      inHomeRegion(guildId, async (trx) => {
        await trx('settings_snapshots')
          .insert({ guild_id: guildId, document, revision, taken_at: now() })
          .onConflict('guild_id')
          .merge()
          .where('settings_snapshots.revision', '<', revision);
      }),
    readSettingsSnapshot: (guildId) =>
      inHomeRegion(guildId, async (trx) => {
        const row = await trx('settings_snapshots').where('guild_id', guildId).first('document');
        return row?.document ?? null;
      }),
  };
}
