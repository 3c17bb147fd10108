import { type Bot, startBot } from '../../bot/index.ts';
import { VektraError } from '../../domain/index.ts';
import { isUnreachable } from '../../tenancy/index.ts';
import { compose, untilReachable, WAITED_FOR_MS } from '../compose.ts';
import type { Env } from '../env.ts';
import { interactionMetrics, shardMetrics } from '../health/bot-metrics.ts';
import { discordMetrics } from '../health/discord-metrics.ts';
import { startProcessHealth } from '../health/process-health.ts';
import type { Logger } from '../log.ts';
import { inviteUrl } from '../urls.ts';
import type { Running } from './running.ts';

/** The bot: a range of shards. */
export async function runBot(env: Env, log: Logger, stopped: AbortSignal): Promise<Running | null> {
  const { tenancy, acts, secrets, close } = compose(env, log, WAITED_FOR_MS);
  let bot: Bot | null = null;
  const health = await startProcessHealth(env, {
    tenancy,
    secrets,
    log,
    isReady: () => bot?.isReady() === true,
  });
  const end = async () => {
    await health.stop();
    await close();
  };
  try {
    bot = (await untilReachable(tenancy, log, stopped, 'control'))
      ? await startBot(
          {
            token: env.DISCORD_TOKEN,
            api: `${env.DISCORD_URL}/api`,
            // Answers to interactions do not count against Discord's 50 a second, and they are nearly
            // all that this process sends; discord.js counts them all the same.
            restPerSecond: 1_000,
            discordAnswered: discordMetrics(health.registry),
            ...shards(env.BOT_SHARDS),
          },
          {
            acts,
            openItemsOf: (userId) =>
              tenancy.control.openItemsOf(userId).catch((error: unknown) => {
                throw isUnreachable(error) ? new VektraError('storage_unavailable') : error;
              }),
            saveGuilds: (guilds) => tenancy.control.saveGuildProfiles(guilds, Date.now()),
            markGuildAbsent: (guildId) => tenancy.control.markGuildAbsent(guildId, Date.now()),
            urls: {
              dashboard: `${env.PUBLIC_URL}/servers`,
              invite: inviteUrl(env),
              connect: (guildId, token) => `${env.PUBLIC_URL}/connect/${guildId}/${token}`,
              support: env.SUPPORT_ADDRESS,
            },
            observe: interactionMetrics(health.registry),
            log,
          },
          stopped,
        )
      : null;
    if (!bot) {
      await end();
      return null;
    }
    const started = bot;
    shardMetrics(health.registry, started);
    log.info({}, 'bot.ready');
    return {
      async stop() {
        await started.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function shards(text: string): { shards?: { ids: number[]; count: number } } {
  const match = /^(\d+)-(\d+)\/(\d+)$/.exec(text);
  if (!match) return {};
  const [first = 0, last = 0, count = 1] = match.slice(1).map(Number);
  return {
    shards: { ids: Array.from({ length: last - first + 1 }, (_, index) => first + index), count },
  };
}
