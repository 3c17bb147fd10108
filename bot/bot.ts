import { Client, Events, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { BotContext } from './context.ts';
import { dispatch } from './dispatch/dispatch.ts';
import { TypedForms } from './dispatch/typed-forms.ts';
import { answerEdit, relayDirectMessage } from './relay/relay.ts';

export interface BotConfig {
  token: string;
  /** Discord's REST base, e.g. `https://discord.com/api`. */
  api: string;
  /** This process's shards, and how many there are in all; absent: Discord's advice, all of them. */
  shards?: { ids: number[]; count: number };
  /** REST calls a second that this process may make, of Discord's 50 for the bot. */
  restPerSecond: number;
}

export interface Bot {
  /** Whether every shard is connected. */
  isReady(): boolean;
  /** Leaves the gateway, so that nothing new is heard, and finishes what it has. */
  stop(): Promise<void>;
}

/**
 * Connects to Discord and answers. Direct messages come without the privileged Message Content
 * intent; members are known from their interactions, so nothing privileged is asked for.
 */
export async function startBot(config: BotConfig, given: Omit<BotContext, 'typed'>): Promise<Bot> {
  const context: BotContext = { ...given, typed: new TypedForms() };
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const client: Client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    // Channel: a direct message is the first that is known of its channel. Message: edits of them.
    partials: [Partials.Channel, Partials.Message],
    rest: { api: config.api, globalRequestsPerSecond: config.restPerSecond, timeout: 10_000 },
    ...(config.shards ? { shards: config.shards.ids, shardCount: config.shards.count } : {}),
    allowedMentions: { parse: [] },
    // What is kept grows with servers, not with weeks: roles and channels are needed to tell who is
    // staff, everything else is asked for when it is needed.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === client.user?.id },
      UserManager: { maxSize: 1_000, keepOverLimit: (user) => user.id === client.user?.id },
      ThreadManager: { maxSize: 100 },
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
    }),
  });

  const track = (work: Promise<void>) => {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
  };
  const quietly = (work: Promise<void>, event: string) =>
    track(work.catch((error) => context.log.warn({ event, err: error }, 'bot.event')));

  client.on(Events.InteractionCreate, (interaction) => {
    track(dispatch(context, interaction, stopping.signal));
  });
  client.on(Events.MessageCreate, (message) => {
    track(relayDirectMessage(context, message));
  });
  client.on(Events.MessageUpdate, (_, message) => {
    track(answerEdit(context, message));
  });
  client.on(Events.GuildCreate, (guild) => quietly(context.saveGuilds([profile(guild)]), 'guild'));
  client.on(Events.GuildUpdate, (_, guild) =>
    quietly(context.saveGuilds([profile(guild)]), 'guild'),
  );
  client.on(Events.GuildDelete, (guild) => {
    // Unavailable is an outage of Discord's, not a farewell.
    if (guild.available) quietly(context.markGuildAbsent(guild.id), 'guild');
  });
  client.on(Events.ClientReady, () =>
    quietly(context.saveGuilds(client.guilds.cache.map(profile)), 'ready'),
  );
  client.on(Events.Error, (error) => context.log.error({ err: error }, 'bot.client'));
  client.on(Events.ShardError, (error, shard) =>
    context.log.warn({ shard, err: error }, 'bot.shard'),
  );

  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(config.token);
  await ready;

  return {
    isReady: () => client.isReady(),
    async stop() {
      stopping.abort();
      await client.destroy();
      // What was heard until then is still answered, and answers to direct messages need the token.
      client.rest.setToken(config.token);
      while (running.size > 0) await Promise.all(running);
    },
  };
}

const profile = (guild: { id: string; name: string; icon: string | null; ownerId: string }) => ({
  guildId: guild.id,
  name: guild.name,
  icon: guild.icon,
  ownerId: guild.ownerId,
});
