import type { Task } from 'graphile-worker';
import { z } from 'zod';
import { loadLostFiles, recordLostFiles } from '../../domain/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import type { Log } from '../log.ts';
import type { WorkerObserver } from '../observer.ts';

const payloadSchema = z.object({ region: z.string() });

/** Runs a turn of the sweep of a region's bucket, and goes to the back of the queue with the rest. */
export function createFilesSweepTask({
  tenancy,
  log,
  observer,
  stopSignal,
}: {
  tenancy: Tenancy;
  log: Log;
  observer: Pick<WorkerObserver, 'onFilesSwept'>;
  stopSignal: AbortSignal;
}): Task {
  return async (payload, { addJob }) => {
    const { region } = payloadSchema.parse(payload);
    if (!tenancy.regions.some(({ key }) => key === region)) return;
    try {
      const { outcome, ...counts } = await tenancy.sweepFiles(region, {
        signal: stopSignal,
        onSkipped: (guildId, error) =>
          log.info({ region, guildId, code: toCode(error) }, 'files.sweep_skipped'),
        async onCompared({ guildId, missing, present }) {
          const found = await tenancy.read(guildId, (db) => loadLostFiles(db, present));
          if (missing.length === 0 && found.length === 0) return 0;
          const lost = await tenancy.write(guildId, (db) =>
            recordLostFiles(db, { missing, found }),
          );
          for (const fileId of lost)
            log.error({ region, guildId, fileId, code: 'file_missing' }, 'files.missing');
          return lost.length;
        },
      });
      observer.onFilesSwept(region, counts);
      if (outcome !== 'waiting') log.info({ region, outcome, ...counts }, 'files.swept');
      if (outcome === 'more' && !stopSignal.aborted)
        await addJob('files', { region }, filesSweepJob(region));
    } catch (error) {
      log.warn({ region, code: toCode(error) }, 'files.sweep_failed');
    }
  };
}

/** One waits for each region; adding another one leaves its place in the queue as it is. */
export const filesSweepJob = (region: string) =>
  ({ jobKey: `files:${region}`, jobKeyMode: 'preserve_run_at', maxAttempts: 1 }) as const;

const toCode = (error: unknown): unknown => (error as { code?: unknown } | null)?.code ?? null;
