import { type Bot, startBot } from '../../bot/index.ts';
import { VektraError } from '../../domain/index.ts';
import { isUnreachable, type Tenancy } from '../../tenancy/index.ts';
import {
  createAppServices,
  INTERACTIVE_STATEMENT_TIMEOUT_MS,
  waitUntilReachable,
} from '../app-services.ts';
import type { Env } from '../env.ts';
import { createInteractionMetrics, registerShardMetrics } from '../health/bot-metrics.ts';
import { createDiscordMetrics } from '../health/discord-metrics.ts';
import { startProcessHealth } from '../health/process-health.ts';
import { createInviteUrl } from '../invite-url.ts';
import type { Logger } from '../log.ts';
import { toSupport } from '../support.ts';
import type { RunningProcess } from './running-process.ts';

/** The bot: a range of shards. */
export async function runBot(
  env: Env,
  log: Logger,
  stopSignal: AbortSignal,
): Promise<RunningProcess | null> {
  const { tenancy, operations, operationMetrics, secrets, close } = createAppServices(
    env,
    log,
    INTERACTIVE_STATEMENT_TIMEOUT_MS,
  );
  let bot: Bot | null = null;
  const health = await startProcessHealth(env, {
    tenancy,
    secrets,
    log,
    isReady: () => bot?.isReady() === true,
  });
  health.registry.registerMetric(operationMetrics.seconds);
  const shutDown = async () => {
    await health.stop();
    await close();
  };
  try {
    bot = (await waitUntilReachable(tenancy, log, stopSignal, 'control'))
      ? await startBot(
          {
            token: env.DISCORD_TOKEN,
            api: `${env.DISCORD_URL}/api`,
            // Answers to interactions do not count against Discord's 50 a second, and they are
            // nearly all that this process sends; discord.js counts them all the same.
            restPerSecond: 1_000,
            onDiscordResponse: createDiscordMetrics(health.registry),
            ...parseShards(env.BOT_SHARDS),
          },
          {
            operations,
            listOpenItems: (userId) => mapUnreachable(tenancy.control.listOpenItems(userId)),
            listArtistGuilds: (userId) => mapUnreachable(listArtistGuilds(tenancy, userId)),
            listPresentGuildIds: async (guildIds) =>
              (await tenancy.control.listPresentGuilds(guildIds)).map(({ guildId }) => guildId),
            queueGreetings: (guildIds) => tenancy.wakeDeliveries(guildIds, 'greeting'),
            queueEntitlements: (guildIds) => tenancy.wakeDeliveries(guildIds, 'entitlements'),
            saveGuildProfiles: (guilds) => tenancy.control.saveGuildProfiles(guilds, Date.now()),
            markGuildAbsent: (guildId) => tenancy.control.markGuildAbsent(guildId, Date.now()),
            urls: {
              dashboard: `${env.PUBLIC_URL}/servers`,
              public: env.PUBLIC_URL,
              invite: createInviteUrl(env),
              connect: (guildId, token) => `${env.PUBLIC_URL}/connect/${guildId}/${token}`,
              upload: (guildId, sessionId) => `${env.PUBLIC_URL}/upload/${guildId}/${sessionId}`,
              support: toSupport(env),
              privacy: `${env.PUBLIC_URL}/privacy`,
            },
            observeInteraction: createInteractionMetrics(health.registry),
            log,
          },
          stopSignal,
        )
      : null;
    if (!bot) {
      await shutDown();
      return null;
    }
    const started = bot;
    registerShardMetrics(health.registry, started);
    log.info({}, 'bot.ready');
    return {
      async stop() {
        await started.stop();
        await shutDown();
      },
    };
  } catch (error) {
    await shutDown();
    throw error;
  }
}

/** As many as the pages of a reply hold. */
const MAX_ARTIST_GUILDS = 25;

async function listArtistGuilds({ control }: Tenancy, userId: string) {
  const guildIds = await control.listOpenItemGuilds({
    userId,
    kind: 'submission',
    limit: MAX_ARTIST_GUILDS,
  });
  const names = await control.getGuildNames(guildIds);
  return guildIds.map((guildId) => ({ guildId, name: names.get(guildId) ?? null }));
}

/** @throws VektraError `storage_unavailable` while the control database is */
const mapUnreachable = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw isUnreachable(error) ? new VektraError('storage_unavailable') : error;
  });

function parseShards(text: string): { shards?: { ids: number[]; count: number } } {
  const match = /^(\d+)-(\d+)\/(\d+)$/.exec(text);
  if (!match) return {};
  const [first = 0, last = 0, count = 1] = match.slice(1).map(Number);
  return {
    shards: { ids: Array.from({ length: last - first + 1 }, (_, index) => first + index), count },
  };
}
