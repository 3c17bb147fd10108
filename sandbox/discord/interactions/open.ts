import { randomBytes } from 'node:crypto';
import { InteractionType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { channelPermissions } from '../permissions/compute.ts';
import { presentEntitlement } from '../present/application.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import { presentMessage } from '../present/message.ts';
import { presentUser } from '../present/user.ts';
import type { ChannelRecord, InteractionMetadata, MessageRecord } from '../state/types.ts';
import { currentEntitlements } from './entitlements.ts';
import { failed, type Outcome } from './outcome.ts';
import type { InteractionRecord } from './store.ts';

export interface InteractionWish {
  applicationId: string;
  type: InteractionType;
  userId: string;
  channel: ChannelRecord;
  data: unknown;
  metadata?: Partial<InteractionMetadata>;
  source?: MessageRecord | null;
}

export interface OpenInteraction {
  id: string;
  first: Promise<Outcome>;
  settled: Promise<Outcome>;
}

/** Sends an interaction to its bot and waits three seconds for the first answer. */
export function openInteraction(core: Core, wish: InteractionWish): OpenInteraction {
  const id = core.newId();
  const first = Promise.withResolvers<Outcome>();
  const settled = Promise.withResolvers<Outcome>();
  const record: InteractionRecord = {
    id,
    token: `aW50ZXJhY3Rpb246${id}:${randomBytes(48).toString('base64url')}`,
    applicationId: wish.applicationId,
    type: wish.type,
    guildId: wish.channel.guildId,
    channelId: wish.channel.id,
    userId: wish.userId,
    createdAt: core.clock.now(),
    state: 'waiting',
    metadata: {
      id,
      type: wish.type,
      userId: wish.userId,
      name: null,
      commandType: null,
      interactedMessageId: wish.source?.id ?? null,
      targetUserId: null,
      targetMessageId: null,
      ...wish.metadata,
    },
    source: wish.source ?? null,
    original: null,
    modal: null,
    deadline: null,
    onFirst: first.resolve,
    onSettled: settled.resolve,
  };
  core.interactions.add(record);
  record.deadline = setTimeout(() => {
    if (record.state !== 'waiting') return;
    record.state = 'expired';
    const outcome = failed('NO_ANSWER', 'The application did not respond', id);
    record.onFirst(outcome);
    record.onSettled(outcome);
  }, core.rules.interactionDeadlineMs);
  core.gateway.dispatch({
    applicationId: wish.applicationId,
    guildId: wish.channel.guildId,
    intent: 0,
    event: 'INTERACTION_CREATE',
    data: payload(core, record, wish),
  });
  return { id, first: first.promise, settled: settled.promise };
}

function payload(core: Core, record: InteractionRecord, wish: InteractionWish) {
  const { world } = core;
  const { channel } = wish;
  const user = world.users.get(wish.userId)!;
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(user.id);
  return {
    id: record.id,
    application_id: record.applicationId,
    type: record.type,
    token: record.token,
    version: 1,
    data: wish.data,
    channel: presentChannel(world, channel, record.applicationId),
    channel_id: channel.id,
    ...(guild
      ? {
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_id: guild.id,
          guild_locale: guild.locale,
        }
      : {}),
    ...(guild && member
      ? {
          member: {
            ...presentMember(world, member),
            permissions: channelPermissions(world, channel, user.id).toString(),
          },
        }
      : { user: presentUser(user) }),
    app_permissions: channelPermissions(world, channel, record.applicationId).toString(),
    locale: user.locale,
    entitlements: currentEntitlements(core, record.applicationId, guild?.id ?? null, user.id).map(
      presentEntitlement,
    ),
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: core.rules.uploadBytes,
    ...(wish.source && wish.type !== InteractionType.ApplicationCommand
      ? { message: presentMessage(core, wish.source) }
      : {}),
  };
}
