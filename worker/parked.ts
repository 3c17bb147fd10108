import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { presentParkedRefused } from '../bot/presenters/dm.ts';
import { type Acts, isVektraError } from '../domain/index.ts';
import type { ParkedDemo, ParkingLot, Tenancy } from '../tenancy/index.ts';
import { type Calls, callsUntil } from './calls.ts';
import { sendOnce } from './deliver/send.ts';
import type { DrainContext } from './drain.ts';
import { classify } from './failure.ts';

/** Then it is the next guild's turn. */
const TURN = 20;
/** What says that the place still cannot take demos: they stay where they are, in their order. */
const NOT_YET: ReadonlySet<string> = new Set([
  'storage_unavailable',
  'storage_moving',
  'secret_store_unavailable',
]);

/**
 * Submits the demos of a parking lot, oldest first: a turn's worth, or until the guild's place is away
 * again. Submitting is idempotent by the request's id, so a demo whose removal was lost is not
 * submitted twice.
 * @returns whether more may wait
 */
export async function drainParked(
  context: DrainContext & { acts: Pick<Acts, 'submissions'> },
  lot: ParkingLot,
): Promise<boolean> {
  const { tenancy, acts, log, stopping } = context;
  const demos = await tenancy.parking.oldest(lot, TURN);
  for (const demo of demos) {
    if (stopping.aborted) return true;
    try {
      const { number } = await acts.submissions.deliverParked(lot.guildId, demo);
      log.info({ guildId: lot.guildId, parkedId: demo.id, number }, 'parked.delivered');
    } catch (error) {
      const code = isVektraError(error) ? error.code : null;
      await tenancy.parking.postpone(lot, demo.id, code ?? 'fault').catch(() => {});
      if (code === null || NOT_YET.has(code)) throw error;
      log.info({ guildId: lot.guildId, parkedId: demo.id, code }, 'parked.refused');
      await tellRefused(context, lot, demo, error);
    }
    await tenancy.parking.remove(lot, demo.id);
  }
  return demos.length === TURN;
}

/** A rule has changed since: the artist, who was told that it is kept, is told why it was not taken. */
async function tellRefused(
  { rest, restBudget: budget, stopping, botId, leaseMs, log }: DrainContext,
  { guildId }: ParkingLot,
  demo: ParkedDemo,
  error: unknown,
): Promise<void> {
  const { userId, input } = demo.content as { userId: string; input: { trackTitle: string } };
  const calls: Calls = callsUntil({ rest, budget, guildId, stopping }, Date.now() + leaseMs);
  try {
    const channel = (await calls.post(Routes.userChannels(), {
      body: { recipient_id: userId },
    })) as APIChannel;
    await sendOnce(
      {
        rest: calls,
        botId,
        row: { id: demo.id, createdAt: demo.parkedAt, firstSentAt: demo.parkedAt },
        mayHaveHappened: demo.attempts > 0,
      },
      channel.id,
      presentParkedRefused(input.trackTitle, error),
    );
  } catch (failed) {
    const failure = classify(failed);
    // Closed direct messages are an answer too; anything else is tried again with the demo.
    if (failure.kind !== 'refused') throw failed;
    log.info({ guildId, parkedId: demo.id, code: failure.code }, 'parked.not_told');
  }
}

/** Lots with demos, in every region. */
export async function parkingLots(tenancy: Tenancy, limit: number): Promise<ParkingLot[]> {
  const found = await Promise.allSettled(
    tenancy.regions.map(({ key }) => tenancy.parking.lotsIn(key, limit)),
  );
  return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
}
