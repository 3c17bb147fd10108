import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { MovePlace, PlaceRef } from '../../../../tenancy/moves/types.ts';
import type { TestGuild } from './guild.ts';
import type { Places } from './places.ts';
import { fenceOf } from './rows.ts';

export interface WrittenRow {
  id: string;
  epoch: string;
  /** As `allRows` shows it. */
  line: string;
  isDeleted: boolean;
}

export interface Written {
  rows: WrittenRow[];
  /** Writes with an epoch that had passed which were taken none the less. */
  staleTaken: number;
  /** The most places that were seen open for writes at a time. */
  openPlaces: number;
}

interface At {
  place: MovePlace;
  epoch: string;
}

/** The door's entry, in one transaction. @throws code VK001 or VK002 */
export async function enter(
  trx: Knex.Transaction,
  guildId: string,
  { place, epoch }: At,
): Promise<void> {
  if (place.engine === 'postgres') {
    await trx.raw('SELECT vektra.enter_write(?, ?)', [guildId, epoch]);
    return;
  }
  const [rows] = await trx.raw(
    'SELECT mode FROM guild_fence WHERE guild_id = ? AND epoch = ? LOCK IN SHARE MODE',
    [guildId, epoch],
  );
  const mode = rows[0]?.mode;
  if (mode === 'open' || mode === 'copying') return;
  throw Object.assign(new Error('refused'), { code: mode === 'fenced' ? 'VK002' : 'VK001' });
}

/** Writers as the door has them: three at a time, with cached placements, old ones tried too. */
export function writeOn(places: Places, guild: TestGuild) {
  const { guildId } = guild;
  const written: Written = { rows: [], staleTaken: 0, openPlaces: 0 };
  let stopped = false;

  async function resolve(): Promise<At> {
    const row = await places.control('guilds').where('guild_id', guildId).first();
    const ref: PlaceRef =
      row.kind === 'managed'
        ? { kind: 'managed', region: row.region }
        : { kind: 'own', engine: row.engine, secretRef: row.secret_ref, secretVersion: 1 };
    return { place: await places.openPlace(guildId, ref), epoch: row.epoch };
  }

  const table = ({ place }: At, trx: Knex.Transaction) =>
    trx(place.engine === 'postgres' ? 'vektra.submission_events' : 'submission_events');

  async function act(at: At, turn: number): Promise<void> {
    const id = randomUUID();
    const row = {
      number: String(1 + (turn % 60)),
      id,
      kind: 'writer',
      at: String(turn),
      actor_id: '1',
      actor_name: `writer ${turn}`,
      source: 'test',
      from_status: null,
      to_status: null,
      reason: 'é',
    };
    const mine = written.rows.find((each) => !each.isDeleted && turn % 5 === 0);
    // Reserved before the transaction, so that no other writer picks it too.
    if (mine) mine.isDeleted = true;
    try {
      await at.place.app.transaction(async (trx) => {
        await enter(trx, guildId, at);
        await table(at, trx).insert({ guild_id: guildId, ...row });
        if (mine) await table(at, trx).where({ guild_id: guildId, id: mine.id }).delete();
      });
    } catch (error) {
      if (mine) mine.isDeleted = false;
      throw error;
    }
    const line = JSON.stringify(Object.values(row));
    written.rows.push({ id, epoch: at.epoch, line, isDeleted: false });
  }

  async function writer(serial: number): Promise<void> {
    let at = await resolve();
    for (let turn = serial; !stopped; turn += 3) {
      try {
        await act(at, turn);
        await wait(2);
      } catch (error) {
        const { code } = error as { code?: string };
        // Fenced, not here any more, or ended so that another one goes on.
        if (!/VK00[12]|40P01|ER_LOCK_DEADLOCK/.test(code ?? '')) throw error;
        await wait(5);
        at = await resolve();
      }
    }
  }

  /** A process that has heard nothing: its writes fail in the old place itself. */
  async function lateComer(): Promise<void> {
    const old = await resolve();
    while (!stopped) {
      await wait(15);
      const { epoch } = await resolve();
      if (epoch === old.epoch) continue;
      const taken = await old.place.app
        .transaction(async (trx) => enter(trx, guildId, old))
        .then(
          () => true,
          () => false,
        );
      if (taken) written.staleTaken += 1;
    }
  }

  /** Both fences in one loop; the new one first: seen open, the old one must have closed before. */
  async function sample(): Promise<void> {
    while (!stopped) {
      const modes = [];
      for (const place of [guild.target, guild.source])
        modes.push((await fenceOf(place, guildId).catch(() => null))?.mode);
      const open = modes.filter((mode) => mode === 'open' || mode === 'copying').length;
      written.openPlaces = Math.max(written.openPlaces, open);
      await wait(1);
    }
  }

  const running = [writer(0), writer(1), writer(2), lateComer(), sample()];
  const all = Promise.all(running);
  all.catch(() => {});
  return {
    written,
    /** Waits until so many more were acknowledged. */
    async more(count: number): Promise<void> {
      const enough = written.rows.length + count;
      while (written.rows.length < enough) await Promise.race([wait(5), all]);
    },
    async stop(): Promise<Written> {
      stopped = true;
      await all;
      return written;
    },
  };
}
