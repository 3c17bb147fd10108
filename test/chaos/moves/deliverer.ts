import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { TenancyError } from '../../../tenancy/errors.ts';
import { holdsLease, leaseDueDeliveries, removeDelivery } from '../../../tenancy/outbox/lease.ts';
import { type DatabasesSpec, openDatabases } from './databases.ts';

/**
 * A process that delivers what guilds have in their outboxes, as a worker does: a row may be leased
 * in one place and done in the next. Its leases end after any pause, so a row that comes twice was
 * doubled.
 */
const spec = JSON.parse(process.env.CHAOS_PLACES ?? '') as DatabasesSpec;
const guilds = JSON.parse(process.env.CHAOS_GUILDS ?? '') as string[];
const LEASE_MS = 300_000;
const POLL_INTERVAL_MS = 50;

const databases = openDatabases(spec, 'chaos deliverer');
const tenantAccess = databases.createTenantAccess();
let isStopped = false;
process.once('SIGTERM', () => {
  isStopped = true;
});
process.on('disconnect', () => process.exit(1));

/** A write through tenant access, retried until it succeeds. */
async function writeUntilAccepted<T>(
  guildId: string,
  mutation: Parameters<typeof tenantAccess.write<T>>[1],
): Promise<T> {
  for (;;) {
    try {
      return (await tenantAccess.write(guildId, mutation)).result;
    } catch (error) {
      if (!(error instanceof TenancyError)) throw error;
      await wait(POLL_INTERVAL_MS);
    }
  }
}

async function deliverForGuild(guildId: string): Promise<void> {
  while (!isStopped) {
    const owner = randomUUID();
    const rows = await writeUntilAccepted(guildId, (db) =>
      leaseDueDeliveries(db, { owner, leaseMs: LEASE_MS, limit: 50, kinds: ['chaos'] }),
    );
    for (const { refId } of rows) process.send?.({ kind: 'delivered', guildId, id: refId });
    if (rows.length > 0)
      await writeUntilAccepted(guildId, async (db) => {
        for (const { id } of rows)
          if (await holdsLease(db, { id, owner })) await removeDelivery(db, id);
      });
    await wait(POLL_INTERVAL_MS);
  }
}

await Promise.all(guilds.map(deliverForGuild));
await databases.close();
process.disconnect();
