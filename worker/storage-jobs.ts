import type { Runner } from 'graphile-worker';
import type { Acts } from '../domain/index.ts';
import type { Tenancy } from '../tenancy/index.ts';
import type { DrainContext } from './drain.ts';
import type { Log } from './log.ts';
import { drainParked, parkingLots } from './parked.ts';
import { tellOutages } from './tell-outages.ts';
import { tellPlanEnds } from './tell-plan-ends.ts';

const LIMIT = 200;
/** Own databases wake the worker by the hint after each commit; this finds what a crash lost. */
const OWN_SWEEP_MS = 180_000;
const SECRETS_SWEEP_MS = 300_000;
const PLANS_SWEEP_MS = 600_000;
/** Also when a worker starts: after a deploy that brings a new schema. */
const SCHEMAS_SWEEP_MS = 600_000;

type Jobs = Pick<Runner, 'addJob'>;

/** What the worker does for guilds' storage beside deliveries. */
export interface StorageJobs {
  /** The tasks of the queue, by name. */
  tasks: Record<string, (payload: unknown) => Promise<void>>;
  /** Looks for work that nobody was woken for. */
  sweep(jobs: Jobs): Promise<void>;
  /** Ends moves and migrations under way at their next step. */
  stop(): void;
}

export function storageJobs(
  context: DrainContext & { acts: Pick<Acts, 'submissions'> },
): StorageJobs {
  const { tenancy, log } = context;
  const stopping = new AbortController();
  const lastSwept = { own: 0, secrets: 0, plans: 0, schemas: 0 };

  /** Whether `what` is due again, and notes that it was done. */
  function isDue(what: keyof typeof lastSwept, everyMs: number): boolean {
    if (Date.now() - lastSwept[what] < everyMs) return false;
    lastSwept[what] = Date.now();
    return true;
  }

  return {
    tasks: {
      async move(payload) {
        const { moveId } = payload as { moveId: string };
        await tenancy.moves.run(moveId, stopping.signal);
      },
      async parked(payload) {
        const lot = payload as { guildId: string; region: string };
        await quietly(log, lot, 'parked.interrupted', drainParked(context, lot));
      },
      async schemas() {
        for (const { guildId, failed } of await tenancy.migrateOwnPlaces(stopping.signal)) {
          if (failed) log.warn({ guildId, code: failed }, 'schema.behind');
          else log.info({ guildId }, 'schema.migrated');
        }
      },
    },

    async sweep(jobs) {
      const attempt = (name: string, work: Promise<void>) =>
        quietly(log, { sweep: name }, 'sweep.failed', work);
      await attempt('moves', sweepMoves(tenancy, jobs));
      await attempt('parked', sweepParked(tenancy, jobs));
      await attempt('outages', tellOutages(context));
      if (isDue('own', OWN_SWEEP_MS)) await attempt('own', sweepOwn(tenancy, jobs));
      if (isDue('plans', PLANS_SWEEP_MS)) await attempt('plans', tellPlanEnds(context));
      if (isDue('schemas', SCHEMAS_SWEEP_MS)) await attempt('schemas', wakeSchemas(jobs));
      if (isDue('secrets', SECRETS_SWEEP_MS))
        await attempt(
          'secrets',
          tenancy.sweepSecrets().then(() => {}),
        );
    },

    stop: () => stopping.abort(),
  };
}

async function sweepMoves({ moves }: Tenancy, jobs: Jobs): Promise<void> {
  for (const moveId of await moves.dueMoves(Date.now()))
    await jobs.addJob('move', { moveId }, { jobKey: `move:${moveId}`, maxAttempts: 1 });
}

async function sweepParked(tenancy: Tenancy, jobs: Jobs): Promise<void> {
  for (const lot of await parkingLots(tenancy, LIMIT))
    await jobs.addJob('parked', lot, { jobKey: `parked:${lot.guildId}`, maxAttempts: 1 });
}

async function sweepOwn(tenancy: Tenancy, jobs: Jobs): Promise<void> {
  for await (const guildId of tenancy.dueOwnGuilds())
    await jobs.addJob('outbox', { guildId }, { jobKey: `outbox:${guildId}`, maxAttempts: 5 });
}

/** A job of the queue: of many workers one does it, and no sweep waits for it. */
async function wakeSchemas(jobs: Jobs): Promise<void> {
  await jobs.addJob('schemas', {}, { jobKey: 'schemas', maxAttempts: 1 });
}

/** The sweep comes back to it: a failure is worth a line, no more. */
async function quietly(log: Log, facts: object, message: string, work: Promise<void>) {
  await work.catch((error: { code?: unknown } | null) => {
    log.warn({ ...facts, code: error?.code }, message);
  });
}
