import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { presentDeferredRefused } from '../bot/messages/submissions/deferred-dm.ts';
import { isVektraError, type Operations } from '../domain/index.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import type { DeferredQueue, DeferredSubmission, Tenancy } from '../tenancy/index.ts';
import { sendOnce } from './deliver/send.ts';
import { createCalls, type DiscordCalls } from './discord-calls.ts';
import type { DrainContext } from './drain-outbox.ts';
import { classifyFailure } from './failure.ts';

/** Then it is the next guild's turn. */
const TURN_SIZE = 20;
/** What says that the place still cannot take demos: they stay where they are, in their order. */
const RETRYABLE_CODES: ReadonlySet<string> = new Set([
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
export async function drainDeferredSubmissions(
  context: DrainContext & { operations: Pick<Operations, 'submissions'> },
  queue: DeferredQueue,
): Promise<boolean> {
  const { tenancy, operations, log, stopSignal } = context;
  const demos = await tenancy.deferredSubmissions.listOldest(queue, TURN_SIZE);
  for (const demo of demos) {
    if (stopSignal.aborted) return true;
    try {
      const { number } = await operations.submissions.submitDeferred(queue.guildId, demo);
      log.info({ guildId: queue.guildId, parkedId: demo.id, number }, 'parked.delivered');
    } catch (error) {
      const code = isVektraError(error) ? error.code : null;
      await tenancy.deferredSubmissions.postpone(queue, demo.id, code ?? 'fault').catch(() => {});
      if (code === null || RETRYABLE_CODES.has(code)) throw error;
      log.info({ guildId: queue.guildId, parkedId: demo.id, code }, 'parked.refused');
      await notifyRefused(context, queue, demo, error);
    }
    await tenancy.deferredSubmissions.remove(queue, demo.id);
  }
  return demos.length === TURN_SIZE;
}

/** A rule has changed since: the artist, who was told that it is kept, is told why it was not taken. */
async function notifyRefused(
  { rest, restLimiter: limiter, stopSignal, botId, leaseMs, translatorFor, log }: DrainContext,
  { guildId }: DeferredQueue,
  demo: DeferredSubmission,
  error: unknown,
): Promise<void> {
  const { userId, input } = demo.content as { userId: string; input: { trackTitle: string } };
  const calls: DiscordCalls = createCalls(
    { rest, limiter, guildId, stopSignal },
    Date.now() + leaseMs,
  );
  try {
    const channel = (await calls.post(Routes.userChannels(), {
      body: { recipient_id: userId },
    })) as APIChannel;
    await sendOnce(
      {
        rest: calls,
        botId,
        row: { id: demo.id, createdAt: demo.deferredAt, firstSentAt: demo.deferredAt },
        outcomeUnknown: demo.attempts > 0,
      },
      channel.id,
      presentDeferredRefused(translatorFor(DEFAULT_LOCALE), input.trackTitle, error),
    );
  } catch (sendError) {
    const failure = classifyFailure(sendError);
    // Closed direct messages are an answer too; anything else is tried again with the demo.
    if (failure.kind !== 'refused') throw sendError;
    log.info({ guildId, parkedId: demo.id, code: failure.code }, 'parked.not_told');
  }
}

/** Lots with demos, in every region. */
export async function listDeferredQueues(
  tenancy: Tenancy,
  limit: number,
): Promise<DeferredQueue[]> {
  const found = await Promise.allSettled(
    tenancy.regions.map(({ key }) => tenancy.deferredSubmissions.listQueues(key, limit)),
  );
  return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
}
