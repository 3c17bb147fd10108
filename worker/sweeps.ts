import type { Runner } from 'graphile-worker';
import { copyAuditToLabels } from '../domain/index.ts';
import { listDeferredQueues } from './deferred-submissions.ts';
import type { DrainContext } from './drain-context.ts';
import { filesSweepJob } from './files/sweep-files.ts';
import { notifyOutages } from './notify-outages.ts';
import { notifyPlanEnds } from './notify-plan-ends.ts';
import { type Periodic, startPeriodic } from './periodic.ts';

const BATCH_SIZE = 500;
/** Commits in customer databases wake the worker directly; this finds what a crash lost. */
const CUSTOMER_DATABASES_SWEEP_MS = 180_000;
/** Each rule runs daily; this finds those that are due. */
const RETENTION_SWEEP_MS = 3_600_000;
const SECRETS_SWEEP_MS = 300_000;
/** Each bucket is swept daily; this finds those that are due, and what a killed worker left. */
const FILES_SWEEP_MS = 600_000;
const PLANS_SWEEP_MS = 600_000;
/** Also when a worker starts. Discord tells of changes at once; this finds what was missed. */
const ENTITLEMENTS_SWEEP_MS = 6 * 3_600_000;
/** Also when a worker starts: a deploy may bring a new schema. */
const SCHEMAS_SWEEP_MS = 600_000;

type Jobs = Pick<Runner, 'addJob'>;

/** Adding a job that already waits leaves its place in the queue as it is. */
const uniqueJob = (jobKey: string) =>
  ({ jobKey, jobKeyMode: 'preserve_run_at', maxAttempts: 1 }) as const;

/**
 * Finds work whose wake-up was lost. Sweeps are independent of each other: one that waits for a
 * silent database delays no other.
 * @param getJobs the running queue; null while there is none
 * @param sweepMs interval of the sweeps for due work, ms
 */
export function startSweeps(
  context: DrainContext,
  getJobs: () => Jobs | null,
  sweepMs: number,
): { stop(): Promise<void> } {
  const { tenancy, log } = context;
  const sweep = (
    name: string,
    intervalMs: number,
    work: (jobs: Jobs, signal: AbortSignal) => Promise<void>,
  ): Periodic =>
    startPeriodic(intervalMs, async (signal) => {
      const runner = getJobs();
      if (!runner) return;
      await work(runner, signal).catch((error: { code?: unknown } | null) =>
        log.warn({ sweep: name, code: error?.code }, 'sweep.failed'),
      );
    });

  const sweeps = [
    ...tenancy.regions.map(({ key }) =>
      sweep(`due ${key}`, sweepMs, async () => {
        await tenancy.wakeDeliveries(await tenancy.listDueGuilds(key, BATCH_SIZE));
      }),
    ),
    sweep('moves', sweepMs, async (runner) => {
      for (const moveId of await tenancy.moves.listDue(Date.now()))
        await runner.addJob('move', { moveId }, uniqueJob(`move:${moveId}`));
    }),
    sweep('parked', sweepMs, async (runner) => {
      for (const queue of await listDeferredQueues(tenancy, BATCH_SIZE))
        await runner.addJob('parked', queue, uniqueJob(`parked:${queue.guildId}`));
    }),
    sweep('outages', sweepMs, (_, signal) => notifyOutages(context, signal)),
    sweep('own', CUSTOMER_DATABASES_SWEEP_MS, async () => {
      for await (const guildId of tenancy.listDueCustomerDatabaseGuilds())
        await tenancy.wakeDeliveries([guildId]);
    }),
    sweep('operator_audit', sweepMs, () =>
      copyAuditToLabels(context.deps, (guildId, error) =>
        log.info(
          { guildId, code: (error as { code?: unknown })?.code },
          'operator_audit.copy_failed',
        ),
      ),
    ),
    sweep('plans', PLANS_SWEEP_MS, () => notifyPlanEnds(context)),
    sweep('entitlements', ENTITLEMENTS_SWEEP_MS, async (runner) => {
      await runner.addJob('all_entitlements', {}, uniqueJob('all_entitlements'));
    }),
    // As a job: one of many workers runs it, and no sweep waits for it.
    sweep('schemas', SCHEMAS_SWEEP_MS, async (runner) => {
      await runner.addJob('schemas', {}, uniqueJob('schemas'));
    }),
    sweep('retention', RETENTION_SWEEP_MS, async (runner) => {
      await runner.addJob('retention', {}, uniqueJob('retention'));
    }),
    sweep('files', FILES_SWEEP_MS, async (runner) => {
      for (const { key } of tenancy.regions)
        await runner.addJob('files', { region: key }, filesSweepJob(key));
    }),
    sweep('file_relocations', FILES_SWEEP_MS, async (runner) => {
      let after: string | null = null;
      do {
        const page: string[] = await tenancy.listFileRelocations(after, BATCH_SIZE);
        for (const guildId of page)
          await runner.addJob('gather_files', { guildId }, uniqueJob(`gather_files:${guildId}`));
        after = page.length === BATCH_SIZE ? (page.at(-1) ?? null) : null;
      } while (after !== null);
    }),
    sweep('secrets', SECRETS_SWEEP_MS, async () => {
      await tenancy.sweepSecrets();
    }),
  ];
  return {
    async stop() {
      await Promise.all(sweeps.map((each) => each.stop()));
    },
  };
}
