import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { presentOutageDm } from '../bot/presenters/storage.ts';
import type { Outage } from '../tenancy/index.ts';
import { callsUntil } from './calls.ts';
import { marksOf } from './deliver/marker.ts';
import type { DrainContext } from './drain.ts';
import { classify } from './failure.ts';

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
  const { tenancy, rest, leaseMs } = context;
  const calls = callsUntil(rest, Date.now() + leaseMs);
  const [profile, { parks }] = await Promise.all([
    tenancy.control.guildName(outage.guildId),
    tenancy.storage.facts(outage.guildId),
  ]);
  const channel = (await calls.post(Routes.userChannels(), {
    body: { recipient_id: userId },
  })) as APIChannel;
  const { nonce } = marksOf(`outage:${outage.guildId}:${outage.since}:${userId}`);
  await calls.post(Routes.channelMessages(channel.id), {
    body: { ...presentOutageDm(outage, profile ?? '', parks), nonce, enforce_nonce: true },
  });
}
