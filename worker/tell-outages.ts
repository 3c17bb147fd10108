import { presentOutageDm } from '../bot/presenters/storage.ts';
import type { Outage } from '../tenancy/index.ts';
import type { DrainContext } from './drain.ts';
import { classify } from './failure.ts';
import { sendNotice } from './notice.ts';

/** A short outage is nobody's business. */
const PATIENCE_MS = 120_000;

/**
 * Tells a server's owner, and whoever connected the database, that it has been away for a while: once
 * an outage. Looks first whether it is back.
 */
export async function tellOutages(context: DrainContext): Promise<void> {
  const { tenancy, log } = context;
  for (const outage of await tenancy.outages.open()) {
    if (await isBack(context, outage.guildId)) continue;
    if (outage.toldAt !== null || Date.now() - outage.since < PATIENCE_MS) continue;
    if (!(await tenancy.outages.claimTelling(outage.guildId, Date.now()))) continue;
    for (const userId of await tenancy.outages.whomToTell(outage.guildId))
      await tell(context, outage, userId).catch((error) =>
        log.info({ guildId: outage.guildId, code: classify(error).code }, 'outage.not_told'),
      );
  }
}

/** A successful look ends the outage by itself; see storage/own-places. */
const isBack = ({ tenancy }: DrainContext, guildId: string): Promise<boolean> =>
  tenancy
    .read(guildId, (db) => Promise.resolve(db.table('guild_settings').first('revision')))
    .then(
      () => true,
      () => false,
    );

async function tell(context: DrainContext, outage: Outage, userId: string): Promise<void> {
  const { tenancy } = context;
  const [name, { parks }] = await Promise.all([
    tenancy.control.guildName(outage.guildId),
    tenancy.storage.facts(outage.guildId),
  ]);
  const id = `outage:${outage.guildId}:${outage.since}:${userId}`;
  await sendNotice(context, { id, userId, message: presentOutageDm(outage, name ?? '', parks) });
}
