import pMap from 'p-map';
import pTimeout from 'p-timeout';
import { presentOutageDm } from '../bot/presenters/storage.ts';
import type { Outage } from '../tenancy/index.ts';
import type { DrainContext } from './drain.ts';
import { classify } from './failure.ts';
import { sendNotice } from './notice.ts';

/** A short outage is nobody's business. */
const PATIENCE_MS = 120_000;
/** Databases that are asked at once, and how long one of them may take to answer. */
const ASKED_AT_ONCE = 8;
const ANSWER_MS = 3_000;

/**
 * Tells a server's owner, and whoever connected the database, that it has been away for a while: once
 * an outage. Looks first whether it is back.
 */
export async function tellOutages(context: DrainContext, signal: AbortSignal): Promise<void> {
  await pMap(
    await context.tenancy.outages.open(),
    async (outage) => {
      if (!signal.aborted) await tellOutage(context, outage);
    },
    { concurrency: ASKED_AT_ONCE },
  );
}

async function tellOutage(context: DrainContext, outage: Outage): Promise<void> {
  const { tenancy, log } = context;
  const { guildId } = outage;
  if (await isBack(context, guildId)) return;
  if (outage.toldAt !== null || Date.now() - outage.since < PATIENCE_MS) return;
  if (!(await tenancy.outages.claimTelling(guildId, Date.now()))) return;
  for (const userId of await tenancy.outages.whomToTell(guildId))
    await tell(context, outage, userId).catch((error) =>
      log.info({ guildId, code: classify(error).code }, 'outage.not_told'),
    );
}

/**
 * A successful read ends the outage by itself; see storage/own-places. One that takes longer than we
 * wait goes on, and is heard of then.
 */
const isBack = ({ tenancy }: DrainContext, guildId: string): Promise<boolean> =>
  pTimeout(
    tenancy
      .read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')))
      .then(
        () => true,
        () => false,
      ),
    { milliseconds: ANSWER_MS, fallback: () => false },
  );

async function tell(context: DrainContext, outage: Outage, userId: string): Promise<void> {
  const { tenancy } = context;
  const { guildId } = outage;
  const [name, { parks }] = await Promise.all([
    tenancy.control.guildName(guildId),
    tenancy.storage.facts(guildId),
  ]);
  const id = `outage:${guildId}:${outage.since}:${userId}`;
  const message = presentOutageDm(outage, name ?? '', parks);
  await sendNotice(context, { id, guildId, userId, message });
}
