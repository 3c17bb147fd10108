import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { presentDeferredRefused } from '../bot/messages/submissions/deferred-dm.ts';
import { isVektraError, type SystemOperations } from '../domain/index.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import type { DeferredQueue, DeferredSubmission, Tenancy } from '../tenancy/index.ts';
import { sendOnce } from './deliver/send.ts';
import { createCalls, type DiscordCalls } from './discord-calls.ts';
import type { DrainContext } from './drain-context.ts';
import { classifyFailure } from './failure.ts';

/** Submissions per turn; then it is the next guild's turn. */
const TURN_SIZE = 20;
/** The database still cannot take demos: they stay in the queue, in their order. */
const RETRYABLE_CODES: ReadonlySet<string> = new Set([
  'storage_unavailable',
  'storage_moving',
  'secret_store_unavailable',
]);

/**
 * Submits a guild's deferred demos, oldest first, until the turn is over or the database is
 * unavailable again. Submitting is idempotent by the request's id, so a demo whose removal was lost
 * is not submitted twice.
 * @returns whether more may wait
 */
export async function drainDeferredSubmissions(
  context: DrainContext & { operations: SystemOperations },
  queue: DeferredQueue,
): Promise<boolean> {
  const { tenancy, operations, log, stopSignal } = context;
  const demos = await tenancy.deferredSubmissions.listOldest(queue, TURN_SIZE);
  for (const demo of demos) {
    if (stopSignal.aborted) return true;
    try {
      const { number } = await operations.submissions.submitDeferred(queue, demo);
      log.info({ guildId: queue.guildId, deferredId: demo.id, number }, 'deferred.submitted');
    } catch (error) {
      const code = isVektraError(error) ? error.code : null;
      await tenancy.deferredSubmissions.postpone(queue, demo.id, code ?? 'fault').catch(() => {});
      if (code === null || RETRYABLE_CODES.has(code)) throw error;
      log.info({ guildId: queue.guildId, deferredId: demo.id, code }, 'deferred.refused');
      await notifyRefused(context, queue, demo, error);
    }
    await tenancy.deferredSubmissions.remove(queue, demo.id);
  }
  return demos.length === TURN_SIZE;
}

/** A rule refused the demo in the meantime: tells the artist, who knows it as held, why. */
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
    // Closed direct messages end it; after any other failure the demo is retried with its message.
    if (failure.kind !== 'refused') throw sendError;
    log.info({ guildId, deferredId: demo.id, code: failure.code }, 'deferred.notification_failed');
  }
}

/** Queues that hold demos, in every region; a region that is unavailable is left out. */
export async function listDeferredQueues(
  tenancy: Tenancy,
  limit: number,
): Promise<DeferredQueue[]> {
  const found = await Promise.allSettled(
    tenancy.regions.map(({ key }) => tenancy.deferredSubmissions.listQueues(key, limit)),
  );
  return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
}
