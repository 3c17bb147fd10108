import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { enter } from '../../tenancy/moves/world/writers.ts';
import { openPlaces, type PlacesSpec, placeOf } from './places.ts';
import { LANES } from './types.ts';

/**
 * A process that writes to guilds as the door does, with the placements that it knows, and says what
 * was acknowledged. Now and then it tries what it knew before: that must never be taken.
 */
const spec = JSON.parse(process.env.CHAOS_PLACES ?? '') as PlacesSpec;
const guilds = JSON.parse(process.env.CHAOS_GUILDS ?? '') as string[];
const PAUSE_MS = Number(process.env.CHAOS_PAUSE_MS);

const places = openPlaces(spec, 'chaos writer');
let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});
process.on('disconnect', () => process.exit(1));

type Place = Awaited<ReturnType<typeof places.openPlace>>;
interface At {
  place: Place;
  epoch: string;
}

async function resolve(guildId: string): Promise<At> {
  const { ref, epoch } = await placeOf(places, guildId);
  return { place: await places.openPlace(guildId, ref), epoch };
}

/** One transaction: an event, and a counter that says how many there are. */
async function write(guildId: string, at: At, lane: string): Promise<string> {
  const id = randomUUID();
  await at.place.app.transaction(async (trx) => {
    await enter(trx, guildId, at);
    const table = (name: string) => trx(at.place.engine === 'postgres' ? `vektra.${name}` : name);
    await table('submission_events').insert({
      guild_id: guildId,
      number: 1,
      id,
      kind: 'chaos',
      at: 1,
      actor_id: 1,
      actor_name: lane,
      source: at.epoch,
    });
    const counter = { guild_id: guildId, name: lane };
    const changed = await table('guild_counters')
      .where(counter)
      .update({ value: trx.raw('value + 1') });
    if (changed === 0) await table('guild_counters').insert({ ...counter, value: 1 });
  });
  return id;
}

const REFUSED = /VK00[12]|40P01|40001|ER_LOCK_DEADLOCK|ER_NO_SUCH_TABLE|42P01|42883|3F000/;
const isRefusal = (error: unknown) => REFUSED.test((error as { code?: string }).code ?? '');

async function lane(guildId: string, serial: number): Promise<void> {
  const name = `${process.pid}-${serial}`;
  let at = await resolve(guildId);
  let old: At | null = null;
  for (let turn = 0; !stopped; turn++) {
    try {
      const id = await write(guildId, at, name);
      process.send?.({ kind: 'acknowledged', guildId, id, epoch: at.epoch });
      if (old && turn % 20 === 0) {
        await write(guildId, old, name);
        process.send?.({ kind: 'stale', guildId, epoch: old.epoch });
      }
      await wait(PAUSE_MS);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await wait(20);
      const now = await resolve(guildId);
      if (now.epoch !== at.epoch) old = at;
      at = now;
    }
  }
}

await Promise.all(
  guilds.flatMap((guildId) => Array.from({ length: LANES }, (_, serial) => lane(guildId, serial))),
);
await places.close();
process.disconnect();
