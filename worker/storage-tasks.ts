import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { SystemOperations } from '../domain/index.ts';
import { drainDeferredSubmissions } from './deferred-submissions.ts';
import type { DrainContext } from './drain-context.ts';
import { createFilesSweepTask } from './files/sweep-files.ts';

type TaskContext = DrainContext & { operations: SystemOperations };

const guildPayload = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/) });
const movePayload = z.object({ moveId: z.string() });
const deferredQueuePayload = z.object({
  guildId: z.string().regex(/^[0-9]{1,20}$/),
  region: z.string(),
});

/** Jobs that may take hours; they have their own slots, apart from those of deliveries. */
export function createLongTasks({
  tenancy,
  log,
  stopSignal,
  observer,
}: TaskContext): Record<string, Task> {
  return {
    async move(payload) {
      await tenancy.moves.run(movePayload.parse(payload).moveId, stopSignal);
    },
    async retention() {
      for (const { rule, removed, failedGuilds } of await tenancy.runRetention(stopSignal)) {
        log.info({ rule, removed, failedGuilds }, 'retention.removed');
        observer.onRowsRemoved(rule, removed);
      }
    },
    async gather_files(payload) {
      const { guildId } = guildPayload.parse(payload);
      try {
        if (await tenancy.gatherFiles(guildId, stopSignal)) log.info({ guildId }, 'files.gathered');
      } catch (error) {
        // The sweep tries again.
        const { code } = (error ?? {}) as { code?: unknown };
        log.warn({ guildId, code: code ?? null }, 'files.gather_failed');
      }
    },
    files: createFilesSweepTask({ tenancy, log, observer, stopSignal }),
    async schemas() {
      for (const { guildId, failed } of await tenancy.migrateCustomerDatabases(stopSignal)) {
        if (failed) log.warn({ guildId, code: failed }, 'schema.behind');
        else log.info({ guildId }, 'schema.migrated');
      }
    },
  };
}

/** Submits one turn of a guild's deferred demos. */
export function createDeferredSubmissionsTask(context: TaskContext): Task {
  const running = new Set<string>();
  return async (payload, { addJob }) => {
    const queue = deferredQueuePayload.parse(payload);
    const { guildId, region } = queue;
    // The running one requeues itself, or the sweep finds what is left.
    if (running.has(guildId)) return;
    running.add(guildId);
    let hasMore = false;
    try {
      hasMore = await drainDeferredSubmissions(context, queue);
    } catch (error) {
      // The sweep retries it.
      const { code } = error as { code?: unknown };
      context.log.warn({ guildId, region, code }, 'deferred.interrupted');
    } finally {
      // Before the next turn is queued: it may start before addJob returns.
      running.delete(guildId);
    }
    if (hasMore)
      await addJob('parked', queue, {
        jobKey: `parked:${guildId}`,
        jobKeyMode: 'preserve_run_at',
        maxAttempts: 1,
      });
  };
}
