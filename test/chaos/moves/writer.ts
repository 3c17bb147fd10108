import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { driverCode, TenancyError } from '../../../tenancy/errors.ts';
import { enter } from '../../tenancy/moves/world/writers.ts';
import { openPlaces, type PlacesSpec, placeOf } from './places.ts';
import { LANES } from './types.ts';

/**
 * A process that writes to guilds through the product's door and says what was acknowledged. It hears
 * of no move: it learns where a guild is by being refused. Now and then it writes past the door into
 * the place it knew before: that must never be taken.
 */
const spec = JSON.parse(process.env.CHAOS_PLACES ?? '') as PlacesSpec;
const guilds = JSON.parse(process.env.CHAOS_GUILDS ?? '') as string[];
const PAUSE_MS = Number(process.env.CHAOS_PAUSE_MS);
const STALE_EVERY = 20;

const places = openPlaces(spec, 'chaos writer');
const door = places.door();
let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});
process.on('disconnect', () => process.exit(1));

type At = Awaited<ReturnType<typeof placeOf>>;

/** One act: an event, a counter that says how many there are, and an effect that is to follow. */
async function write(guildId: string, lane: string): Promise<string> {
  const id = randomUUID();
  await door.write(guildId, async (db) => {
    await db.table('submission_events').insert({
      number: 1,
      id,
      kind: 'chaos',
      at: 1,
      actor_id: 1,
      actor_name: lane,
      source: 'chaos',
    });
    const changed = await db
      .table('guild_counters')
      .where('name', lane)
      .update({ value: db.expression('value + 1') });
    if (changed === 0) await db.table('guild_counters').insert({ name: lane, value: 1 });
    await db.enqueue([{ kind: 'chaos', number: 1, refId: id }]);
  });
  return id;
}

/** Refused by the fence, or by a place that was taken away. */
const REFUSED = /VK00[12]|40P01|40001|ER_LOCK_DEADLOCK|ER_NO_SUCH_TABLE|42P01|42883|3F000/;

/** @returns whether it was taken */
async function writeAt(guildId: string, { ref, epoch }: At): Promise<boolean> {
  const place = await places.openPlace(guildId, ref);
  try {
    await place.app.transaction(async (trx) => {
      await enter(trx, guildId, { place, epoch });
      const table = trx(place.engine === 'postgres' ? 'vektra.guild_counters' : 'guild_counters');
      await table.insert({ guild_id: guildId, name: `stale ${randomUUID()}`, value: 1 });
    });
    return true;
  } catch (error) {
    if (REFUSED.test(driverCode(error) ?? '')) return false;
    throw error;
  }
}

async function lane(guildId: string, serial: number): Promise<void> {
  const name = `${process.pid}-${serial}`;
  let at = await placeOf(places, guildId);
  let old: At | null = null;
  for (let turn = 0; !stopped; turn++) {
    try {
      const id = await write(guildId, name);
      process.send?.({ kind: 'acknowledged', guildId, id });
    } catch (error) {
      // Nothing was written: the caller is told to come again.
      if (!(error instanceof TenancyError)) throw error;
    }
    if (turn % STALE_EVERY === 0) {
      const now = await placeOf(places, guildId);
      if (now.epoch !== at.epoch) old = at;
      at = now;
      if (old)
        process.send?.({
          kind: 'stale',
          guildId,
          epoch: old.epoch,
          wasTaken: await writeAt(guildId, old),
        });
    }
    await wait(PAUSE_MS);
  }
}

await Promise.all(
  guilds.flatMap((guildId) => Array.from({ length: LANES }, (_, serial) => lane(guildId, serial))),
);
await places.close();
process.disconnect();
