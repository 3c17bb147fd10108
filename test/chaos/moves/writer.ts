import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { getDriverCode, TenancyError } from '../../../tenancy/errors.ts';
import { enterWrite } from '../../tenancy/moves/fixture/writers.ts';
import { type DatabasesSpec, openDatabases, readPlacement } from './databases.ts';
import { CONCURRENT_WRITES } from './types.ts';

/**
 * A process that writes to guilds through tenant access and reports what was acknowledged. It hears
 * of no move: it learns where a guild is by being refused. Now and then it writes past tenant
 * access into the place it knew before: that must never be taken.
 */
const spec = JSON.parse(process.env.CHAOS_PLACES ?? '') as DatabasesSpec;
const guilds = JSON.parse(process.env.CHAOS_GUILDS ?? '') as string[];
const PAUSE_MS = Number(process.env.CHAOS_PAUSE_MS);
const STALE_WRITE_INTERVAL = 20;

const databases = openDatabases(spec, 'chaos writer');
const tenantAccess = databases.createTenantAccess();
let isStopped = false;
process.once('SIGTERM', () => {
  isStopped = true;
});
process.on('disconnect', () => process.exit(1));

type PlacementAtEpoch = Awaited<ReturnType<typeof readPlacement>>;

/** One act: an event, a counter that says how many there are, and an effect that is to follow. */
async function writeOnce(guildId: string, counterName: string): Promise<string> {
  const id = randomUUID();
  await tenantAccess.write(guildId, async (db) => {
    await db.table('submission_events').insert({
      number: 1,
      id,
      kind: 'chaos',
      at: 1,
      actor_id: 1,
      actor_name: counterName,
      source: 'chaos',
    });
    const changed = await db
      .table('guild_counters')
      .where('name', counterName)
      .update({ value: db.expression('value + 1') });
    if (changed === 0) await db.table('guild_counters').insert({ name: counterName, value: 1 });
    await db.enqueue([{ kind: 'chaos', subject: { type: 'submission', id: '1' }, refId: id }]);
  });
  return id;
}

/** Refused by the fence, or by a place that was taken away. */
const REFUSED_CODES = /VK00[12]|40P01|40001|ER_LOCK_DEADLOCK|ER_NO_SUCH_TABLE|42P01|42883|3F000/;

/** @returns whether it was taken */
async function writeToPlacement(
  guildId: string,
  { ref, epoch }: PlacementAtEpoch,
): Promise<boolean> {
  const database = await databases.openDatabase(guildId, ref);
  try {
    await database.app.transaction(async (trx) => {
      await enterWrite(trx, guildId, { database, epoch });
      const table = trx(
        database.engine === 'postgres' ? 'vektra.guild_counters' : 'guild_counters',
      );
      await table.insert({ guild_id: guildId, name: `stale ${randomUUID()}`, value: 1 });
    });
    return true;
  } catch (error) {
    if (REFUSED_CODES.test(getDriverCode(error) ?? '')) return false;
    throw error;
  }
}

async function runWriter(guildId: string, serial: number): Promise<void> {
  const name = `${process.pid}-${serial}`;
  let current = await readPlacement(databases, guildId);
  let previous: PlacementAtEpoch | null = null;
  for (let turn = 0; !isStopped; turn++) {
    try {
      const id = await writeOnce(guildId, name);
      process.send?.({ kind: 'acknowledged', guildId, id });
    } catch (error) {
      // Nothing was written: the caller is told to come again.
      if (!(error instanceof TenancyError)) throw error;
    }
    if (turn % STALE_WRITE_INTERVAL === 0) {
      const latest = await readPlacement(databases, guildId);
      if (latest.epoch !== current.epoch) previous = current;
      current = latest;
      if (previous)
        process.send?.({
          kind: 'stale',
          guildId,
          epoch: previous.epoch,
          wasTaken: await writeToPlacement(guildId, previous),
        });
    }
    await wait(PAUSE_MS);
  }
}

await Promise.all(
  guilds.flatMap((guildId) =>
    Array.from({ length: CONCURRENT_WRITES }, (_, serial) => runWriter(guildId, serial)),
  ),
);
await databases.close();
process.disconnect();
