import { Routes } from 'discord.js';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { SystemOperations } from '../../domain/index.ts';
import { createCalls, type DiscordCalls } from '../discord-calls.ts';
import type { DrainContext } from '../drain-context.ts';

const PAGE_SIZE = 100;
/** Of the calls that list all entitlements: they are no guild's. */
const ALL_GUILDS = '0';
/** How long all pages of a list may take, ms. */
const LIST_TIMEOUT_MS = 600_000;
/** Discord may list a purchase some moments after it has told of it. */
const RECHECK_DELAY_MS = 60_000;

const time = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .nullish()
  .transform((ms) => ms ?? null);
const entitlementsSchema = z.array(
  z.object({
    id: z.string(),
    sku_id: z.string(),
    guild_id: z.string().optional(),
    starts_at: time,
    ends_at: time,
  }),
);
type Entitlements = z.output<typeof entitlementsSchema>;

const payloadSchema = z.object({
  guildId: z.string().regex(/^[0-9]{1,20}$/),
  isRecheck: z.boolean().default(false),
});

type TaskContext = DrainContext & { operations: SystemOperations };

/**
 * Asks Discord what a guild has subscribed to. Events are only a reason to ask: late, repeated or
 * forged, they change nothing.
 */
export function createEntitlementsTask(context: TaskContext): Task {
  return async (payload, { addJob }) => {
    const { guildId, isRecheck } = payloadSchema.parse(payload);
    if (!sellsSubscriptions(context)) return;
    const { leaseMs } = context;
    const calls = createGuildCalls(context, guildId, Date.now() + leaseMs);
    await save(context, guildId, await listEntitlements(context, calls, guildId));
    if (!isRecheck)
      await addJob(
        'entitlements',
        { guildId, isRecheck: true },
        {
          jobKey: `entitlements-recheck:${guildId}`,
          runAt: new Date(Date.now() + RECHECK_DELAY_MS),
          maxAttempts: 5,
        },
      );
  };
}

/**
 * The same for all guilds: events can be missed. A list that fails, at whichever page, takes
 * nobody's plan away.
 */
export function createAllEntitlementsTask(context: TaskContext): Task {
  return async () => {
    if (!sellsSubscriptions(context)) return;
    const { tenancy, stopSignal, log } = context;
    const calls = createGuildCalls(context, ALL_GUILDS, Date.now() + LIST_TIMEOUT_MS);
    const byGuild = Map.groupBy(
      await listEntitlements(context, calls),
      ({ guild_id }) => guild_id ?? ALL_GUILDS,
    );
    byGuild.delete(ALL_GUILDS);
    for (let after: string | null = null; ; ) {
      const page: string[] = await tenancy.control.listEntitledGuilds({
        after,
        limit: PAGE_SIZE,
        now: Date.now(),
      });
      for (const guildId of page) if (!byGuild.has(guildId)) byGuild.set(guildId, []);
      if (page.length < PAGE_SIZE) break;
      after = page.at(-1) ?? null;
    }
    for (const [guildId, entitlements] of byGuild) {
      stopSignal.throwIfAborted();
      await save(context, guildId, entitlements);
    }
    log.info({ guilds: byGuild.size }, 'entitlements.synchronized');
  };
}

const sellsSubscriptions = ({ deps }: TaskContext): boolean =>
  Object.values(deps.offers?.skus ?? {}).some((skuIds) => skuIds.length > 0);

const createGuildCalls = (
  { rest, restLimiter: limiter, stopSignal }: TaskContext,
  guildId: string,
  endsAt: number,
): DiscordCalls => createCalls({ rest, limiter, guildId, stopSignal }, endsAt);

/** All that have not ended. @param guildId of one guild; absent: of all */
async function listEntitlements(
  { botId }: TaskContext,
  calls: DiscordCalls,
  guildId?: string,
): Promise<Entitlements> {
  const found: Entitlements = [];
  for (let after = '0'; ; ) {
    const query = new URLSearchParams({
      exclude_ended: 'true',
      limit: String(PAGE_SIZE),
      after,
      ...(guildId ? { guild_id: guildId } : {}),
    });
    const page = entitlementsSchema.parse(await calls.get(Routes.entitlements(botId), { query }));
    found.push(...page);
    if (page.length < PAGE_SIZE) return found;
    after = page.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
  }
}

const save = (
  { operations }: TaskContext,
  guildId: string,
  entitlements: Entitlements,
): Promise<void> =>
  operations.plans.syncEntitlements(
    { guildId },
    {
      entitlements: entitlements.map(({ id, sku_id, starts_at, ends_at }) => ({
        id,
        skuId: sku_id,
        startsAt: starts_at,
        endsAt: ends_at,
      })),
    },
  );
