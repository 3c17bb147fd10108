import { setTimeout as wait } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, Options, Partials, Status } from 'discord.js';
import { createTranslators } from '../domain/text/translator.ts';
import { en } from './catalogue.ts';
import type { BotContext } from './context.ts';
import { relayDirectMessage, replyToEdit } from './direct-messages/index.ts';
import { createObservedRequest, type ResponseObserver } from './discord/observed-request.ts';
import { dispatch } from './dispatch/dispatch.ts';
import { createRegistry } from './dispatch/registry.ts';
import { features } from './features.ts';
import { FormValuesCache } from './forms/index.ts';
import { saveGuilds } from './guild-profiles.ts';

export interface BotConfig {
  token: string;
  /** Discord's REST base, e.g. `https://discord.com/api`. */
  api: string;
  /** This process's shards and the total; absent: all of the number that Discord recommends. */
  shards?: { ids: number[]; count: number };
  /** REST calls a second that this process may make, of Discord's 50 for the bot. */
  restPerSecond: number;
  /** Called for each REST response; for metrics. */
  onDiscordResponse?: ResponseObserver;
}

export interface Bot {
  /** Whether every shard is connected. */
  isReady(): boolean;
  /** Numbers of this process's shards that are connected and that are not. */
  shards(): { ready: number; notReady: number };
  /** Leaves the gateway and finishes what it has received. */
  stop(): Promise<void>;
}

/**
 * What the composition root provides; without `translatorFor`, texts are those of the catalogues.
 */
export type BaseContext = Omit<BotContext, 'formValues' | 'translatorFor'> &
  Partial<Pick<BotContext, 'translatorFor'>>;

/** Errors that a retry cannot fix: a setting is wrong. */
const PERMANENT_ERROR_CODES = new Set([
  'TokenInvalid',
  'TokenMissing',
  'InvalidIntents',
  'DisallowedIntents',
]);
/**
 * Close codes after which Discord refuses a shard for good: wrong token, shard count or intents.
 */
const PERMANENT_CLOSE_CODES = new Set([4004, 4010, 4011, 4012, 4013, 4014]);
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/**
 * Connects to Discord and handles its events; retries while Discord is unavailable. It needs no
 * privileged intent: direct messages have their content without one, members come with
 * interactions.
 * @param stopSignal ends the retries
 * @returns null when it was stopped before it was connected
 * @throws discord.js's error when a setting is wrong
 */
export async function startBot(
  config: BotConfig,
  baseContext: BaseContext,
  stopSignal: AbortSignal,
): Promise<Bot | null> {
  for (let tries = 0; !stopSignal.aborted; tries++) {
    try {
      return await connect(config, baseContext, stopSignal);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (stopSignal.aborted) break;
      if (PERMANENT_ERROR_CODES.has(String(code)) || PERMANENT_CLOSE_CODES.has(Number(code)))
        throw error;
      baseContext.log.warn(
        { code: 'discord_unavailable', cause: code ?? null, tries },
        'start.waiting',
      );
      const delayMs = RETRY_DELAYS_MS[Math.min(tries, RETRY_DELAYS_MS.length - 1)];
      await wait(delayMs, undefined, { signal: stopSignal }).catch(() => {});
    }
  }
  return null;
}

/** @throws discord.js's error; the connection is closed then */
async function connect(
  config: BotConfig,
  baseContext: BaseContext,
  stopSignal: AbortSignal,
): Promise<Bot> {
  const context: BotContext = {
    translatorFor: createTranslators({ en }),
    ...baseContext,
    formValues: new FormValuesCache(),
  };
  const handlers = createRegistry(features);
  const pendingWork = new Set<Promise<void>>();
  const stopController = new AbortController();
  const client: Client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    // Direct messages and their edits come from channels and messages that are not cached.
    partials: [Partials.Channel, Partials.Message],
    rest: {
      api: config.api,
      globalRequestsPerSecond: config.restPerSecond,
      timeout: 10_000,
      makeRequest: createObservedRequest(config.onDiscordResponse ?? (() => {})),
    },
    ...(config.shards ? { shards: config.shards.ids, shardCount: config.shards.count } : {}),
    allowedMentions: { parse: [] },
    // Caches grow with servers, not with time. Roles and channels are needed to tell who is staff;
    // everything else is fetched on demand.
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
    const tracked = work.finally(() => pendingWork.delete(tracked));
    pendingWork.add(tracked);
  };
  let lastGuildChange = Promise.resolve();
  /** In the order of Discord's events: of adding and removing the bot the later one counts. */
  const trackGuildChange = (event: string, change: () => Promise<void>) => {
    lastGuildChange = lastGuildChange.then(() =>
      change().catch((error) => context.log.warn({ event, err: error }, 'bot.event')),
    );
    track(lastGuildChange);
  };

  client.on(Events.InteractionCreate, (interaction) => {
    track(dispatch(context, handlers, interaction, stopController.signal));
  });
  client.on(Events.MessageCreate, (message) => {
    track(relayDirectMessage(context, message));
  });
  client.on(Events.MessageUpdate, (_, message) => {
    track(replyToEdit(context, message));
  });
  client.on(Events.GuildCreate, (guild) =>
    trackGuildChange('guild', () => saveGuilds(context, [guild])),
  );
  client.on(Events.GuildUpdate, (_, guild) =>
    trackGuildChange('guild', () => saveGuilds(context, [guild])),
  );
  client.on(Events.GuildDelete, (guild) => {
    // An unavailable guild is an outage of Discord's; the bot is still a member.
    if (guild.available) trackGuildChange('guild', () => context.markGuildAbsent(guild.id));
  });
  // Only the first shard hears of these.
  for (const event of [
    Events.EntitlementCreate,
    Events.EntitlementUpdate,
    Events.EntitlementDelete,
  ] as const)
    client.on(event, (...entitlements) => {
      const guildId = entitlements.at(-1)?.guildId;
      if (guildId) trackGuildChange('entitlement', () => context.queueEntitlements([guildId]));
    });
  client.on(Events.ClientReady, () =>
    trackGuildChange('ready', () => saveGuilds(context, [...client.guilds.cache.values()])),
  );
  client.on(Events.Error, (error) => context.log.error({ err: error }, 'bot.client'));
  client.on(Events.ShardError, (error, shard) =>
    context.log.warn({ shard, err: error }, 'bot.shard'),
  );

  const { promise: startFailed, reject } = Promise.withResolvers<never>();
  startFailed.catch(() => {});
  const abortStart = () => reject(new Error('stopped'));
  stopSignal.addEventListener('abort', abortStart, { once: true });
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (PERMANENT_CLOSE_CODES.has(code))
      reject(Object.assign(new Error('refused by Discord'), { code }));
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await Promise.race([client.login(config.token).then(() => ready), startFailed]);
  } catch (error) {
    await client.destroy();
    throw error;
  } finally {
    stopSignal.removeEventListener('abort', abortStart);
  }

  return {
    isReady: () => client.isReady(),
    shards() {
      const all = [...client.ws.shards.values()];
      const ready = all.filter(({ status }) => status === Status.Ready).length;
      return { ready, notReady: all.length - ready };
    },
    async stop() {
      stopController.abort();
      await client.destroy();
      // Pending work is finished, and replies to direct messages need the token.
      client.rest.setToken(config.token);
      while (pendingWork.size > 0) await Promise.all(pendingWork);
    },
  };
}
