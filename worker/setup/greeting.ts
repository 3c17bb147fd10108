import { Routes } from 'discord.js';
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  ChannelType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Task } from 'graphile-worker';
import { z } from 'zod';
import {
  computeChannelPermissions,
  computeGuildPermissions,
} from '../../bot/messages/channel-permissions.ts';
import { presentGreeting, presentGreetingDm } from '../../bot/messages/setup/greeting.ts';
import type { SystemOperations } from '../../domain/index.ts';
import { DEFAULT_LOCALE } from '../../domain/text/translator.ts';
import { sendOnce } from '../deliver/send.ts';
import { createCalls, type DiscordCalls } from '../discord-calls.ts';
import type { DrainContext } from '../drain-context.ts';
import { classifyFailure } from '../failure.ts';

const payloadSchema = z.object({ guildId: z.string().regex(/^[0-9]{1,20}$/) });

/** Without the history nothing tells whether an earlier try was sent. */
const NEEDED_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory;

/**
 * Greets a server that the bot was added to, once for each time that it was added: the message is
 * marked with the time at which the bot joined, and looked for before it is sent.
 */
export function createGreetingTask(context: DrainContext & { operations: SystemOperations }): Task {
  return async (payload) => {
    const { guildId } = payloadSchema.parse(payload);
    if (await context.operations.settings.isSetUp({ guildId })) return;
    const { rest, restLimiter: limiter, stopSignal, leaseMs, log } = context;
    const calls = createCalls({ rest, limiter, guildId, stopSignal }, Date.now() + leaseMs);
    try {
      await greet(context, calls, guildId);
    } catch (error) {
      const failure = classifyFailure(error);
      // The bot was removed again, or the owner’s direct messages are closed.
      if (failure.kind !== 'refused') throw error;
      log.info({ guildId, code: failure.code }, 'greeting.refused');
    }
  };
}

async function greet(
  { botId, translatorFor }: DrainContext,
  calls: DiscordCalls,
  guildId: string,
): Promise<void> {
  const [guild, me, channels] = await Promise.all([
    calls.get(Routes.guild(guildId)) as Promise<APIGuild>,
    calls.get(Routes.guildMember(guildId, botId)) as Promise<APIGuildMember>,
    calls.get(Routes.guildChannels(guildId)) as Promise<APIChannel[]>,
  ]);
  const joinedAt = Date.parse(me.joined_at ?? '');
  const channelId = findWritableChannel(guild, channels, { userId: botId, roleIds: me.roles });
  const t = translatorFor(DEFAULT_LOCALE);
  await sendOnce(
    {
      rest: calls,
      botId,
      row: { id: `greeting:${guildId}:${joinedAt}`, createdAt: joinedAt, firstSentAt: joinedAt },
      outcomeUnknown: true,
    },
    channelId ?? (await openDm(calls, guild.owner_id)),
    channelId ? presentGreeting(t) : presentGreetingDm(t, guild.name),
  );
}

const openDm = async (calls: DiscordCalls, userId: string): Promise<string> =>
  ((await calls.post(Routes.userChannels(), { body: { recipient_id: userId } })) as APIChannel).id;

/** Where Discord itself greets people, else the first text channel, in which the bot may write. */
function findWritableChannel(
  guild: APIGuild,
  channels: readonly APIChannel[],
  me: { userId: string; roleIds: readonly string[] },
): string | null {
  const base = computeGuildPermissions(guild, me.userId, me.roleIds);
  const member = { guildId: guild.id, ...me };
  const canWrite = ({ permission_overwrites = [] }: { permission_overwrites?: APIOverwrite[] }) => {
    const bits = computeChannelPermissions(base, permission_overwrites, member);
    return (bits & NEEDED_PERMISSIONS) === NEEDED_PERMISSIONS;
  };
  const isSystemChannel = ({ id }: { id: string }) => id === guild.system_channel_id;
  const writable = channels
    .filter((channel) => channel.type === ChannelType.GuildText)
    .filter(canWrite)
    .sort(
      (a, b) => Number(isSystemChannel(b)) - Number(isSystemChannel(a)) || a.position - b.position,
    );
  return writable[0]?.id ?? null;
}
