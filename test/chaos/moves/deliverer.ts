import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { TenancyError } from '../../../tenancy/errors.ts';
import { holdsLease, leaseDue, removeDelivery } from '../../../tenancy/outbox/lease.ts';
import { openPlaces, type PlacesSpec } from './places.ts';

/**
 * A process that delivers what guilds have in their outboxes, as a worker does: a row may be leased in
 * one place and done in the next. Its leases end after any pause, so a row that comes twice was doubled.
 */
const spec = JSON.parse(process.env.CHAOS_PLACES ?? '') as PlacesSpec;
const guilds = JSON.parse(process.env.CHAOS_GUILDS ?? '') as string[];
const LEASE_MS = 300_000;
const LOOK_MS = 50;

const places = openPlaces(spec, 'chaos deliverer');
const door = places.door();
let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});
process.on('disconnect', () => process.exit(1));

/** An act of the door, again until it is taken. */
async function surely<T>(guildId: string, act: Parameters<typeof door.write<T>>[1]): Promise<T> {
  for (;;) {
    try {
      return (await door.write(guildId, act)).result;
    } catch (error) {
      if (!(error instanceof TenancyError)) throw error;
      await wait(LOOK_MS);
    }
  }
}

async function deliver(guildId: string): Promise<void> {
  while (!stopped) {
    const owner = randomUUID();
    const rows = await surely(guildId, (db) =>
      leaseDue(db, { owner, leaseMs: LEASE_MS, limit: 50, kinds: ['chaos'] }),
    );
    for (const { refId } of rows) process.send?.({ kind: 'delivered', guildId, id: refId });
    if (rows.length > 0)
      await surely(guildId, async (db) => {
        for (const { id } of rows)
          if (await holdsLease(db, { id, owner })) await removeDelivery(db, id);
      });
    await wait(LOOK_MS);
  }
}

await Promise.all(guilds.map(deliver));
await places.close();
process.disconnect();
