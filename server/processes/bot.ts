import { startBot } from '../../bot/index.ts';
import { VektraError } from '../../domain/index.ts';
import { isUnreachable } from '../../tenancy/index.ts';
import { compose, untilReachable, WAITED_FOR_MS } from '../compose.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../log.ts';
import { inviteUrl } from '../urls.ts';
import type { Running } from './running.ts';

/** The bot: a range of shards. */
export async function runBot(env: Env, log: Logger, stopped: AbortSignal): Promise<Running | null> {
  const { tenancy, acts, close } = compose(env, log, WAITED_FOR_MS);
  try {
    const bot = (await untilReachable(tenancy, log, stopped, 'control'))
      ? await startBot(
          {
            token: env.DISCORD_TOKEN,
            api: `${env.DISCORD_URL}/api`,
            // Answers to interactions do not count against Discord's 50 a second, and they are nearly
            // all that this process sends; discord.js counts them all the same.
            restPerSecond: 1_000,
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
            log,
          },
          stopped,
        )
      : null;
    if (!bot) {
      await close();
      return null;
    }
    log.info({}, 'bot.ready');
    return {
      async stop() {
        await bot.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
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
