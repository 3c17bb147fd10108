import pMap from 'p-map';
import pTimeout from 'p-timeout';
import { presentOutageDm } from '../bot/messages/storage/notifications.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import type { Outage } from '../tenancy/index.ts';
import type { DrainContext } from './drain-context.ts';
import { sendNotification } from './notification.ts';

/** Shorter outages are not notified. */
const NOTIFY_AFTER_MS = 120_000;
/** Databases that are probed at once, and the timeout of a probe. */
const CONCURRENCY = 8;
const PROBE_TIMEOUT_MS = 3_000;

/**
 * Notifies a server's owner, and whoever connected the database, of an outage, once. Probes first
 * whether the database is back.
 */
export async function notifyOutages(context: DrainContext, signal: AbortSignal): Promise<void> {
  await pMap(
    await context.tenancy.outages.list(),
    async (outage) => {
      if (signal.aborted) return;
      await notifyOutage(context, outage).catch((error: { code?: unknown }) =>
        context.log.warn({ guildId: outage.guildId, code: error?.code }, 'outage.check_failed'),
      );
    },
    { concurrency: CONCURRENCY },
  );
}

async function notifyOutage(context: DrainContext, outage: Outage): Promise<void> {
  const { tenancy, translatorFor } = context;
  const { guildId } = outage;
  const beganAt = Date.now();
  if (await isReachable(context, guildId)) return tenancy.outages.end(guildId, beganAt);
  if (outage.notifiedAt !== null || Date.now() - outage.since < NOTIFY_AFTER_MS) return;
  const [name, { isDeferringEnabled }, userIds] = await Promise.all([
    tenancy.control.getGuildName(guildId),
    tenancy.storage.getInfo(guildId),
    tenancy.outages.findRecipients(guildId),
  ]);
  const t = translatorFor(DEFAULT_LOCALE);
  const message = presentOutageDm(t, outage, name ?? '', isDeferringEnabled);
  const claimedAt = Date.now();
  if (!(await tenancy.outages.claimNotification(guildId, claimedAt))) return;
  const id = `outage:${guildId}:${outage.since}`;
  const { isToRepeat } = await sendNotification(context, { id, guildId, userIds, message });
  if (isToRepeat) await tenancy.outages.releaseNotification(guildId, claimedAt);
}

/** A read that exceeds the timeout continues; the next probe finds what it found. */
const isReachable = ({ tenancy }: DrainContext, guildId: string): Promise<boolean> =>
  pTimeout(
    tenancy
      .read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')))
      .then(
        () => true,
        () => false,
      ),
    { milliseconds: PROBE_TIMEOUT_MS, fallback: () => false },
  );
