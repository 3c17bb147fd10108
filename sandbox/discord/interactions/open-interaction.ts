import { randomBytes } from 'node:crypto';
import { InteractionType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { presentEntitlement } from '../present/application.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import { presentMessage } from '../present/message.ts';
import { presentUser } from '../present/user.ts';
import type { ChannelRecord, InteractionMetadata, MessageRecord } from '../state/types.ts';
import { deliverToEndpoint } from './endpoint.ts';
import { listCurrentEntitlements } from './entitlements.ts';
import { createErrorOutcome, type Outcome } from './outcome.ts';
import type { InteractionRecord } from './store.ts';

export interface InteractionInput {
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
  firstOutcome: Promise<Outcome>;
  finalOutcome: Promise<Outcome>;
}

/** Sends an interaction to its bot and waits three seconds for the first answer. */
export function openInteraction(core: Core, input: InteractionInput): OpenInteraction {
  const id = core.newId();
  const firstOutcome = Promise.withResolvers<Outcome>();
  const finalOutcome = Promise.withResolvers<Outcome>();
  const record: InteractionRecord = {
    id,
    token: `aW50ZXJhY3Rpb246${id}:${randomBytes(48).toString('base64url')}`,
    applicationId: input.applicationId,
    type: input.type,
    guildId: input.channel.guildId,
    channelId: input.channel.id,
    userId: input.userId,
    createdAt: core.clock.now(),
    state: 'waiting',
    metadata: {
      id,
      type: input.type,
      userId: input.userId,
      name: null,
      commandType: null,
      interactedMessageId:
        input.type === InteractionType.MessageComponent ? (input.source?.id ?? null) : null,
      targetUserId: null,
      targetMessageId: null,
      ...input.metadata,
    },
    source: input.source ?? null,
    original: null,
    modal: null,
    deadline: null,
    onFirstOutcome: firstOutcome.resolve,
    onFinalOutcome: finalOutcome.resolve,
  };
  core.interactions.add(record);
  record.deadline = setTimeout(() => {
    if (record.state !== 'waiting') return;
    record.state = 'expired';
    const outcome = createErrorOutcome('NO_ANSWER', 'The application did not respond', id);
    record.onFirstOutcome(outcome);
    record.onFinalOutcome(outcome);
  }, core.rules.interactionDeadlineMs);
  deliver(core, record, input);
  return { id, firstOutcome: firstOutcome.promise, finalOutcome: finalOutcome.promise };
}

/** By HTTP to an application that gave an address, else over the gateway. */
function deliver(core: Core, record: InteractionRecord, input: InteractionInput): void {
  const payload = createPayload(core, record, input);
  const application = core.state.applications.get(record.applicationId);
  if (application?.interactionsEndpointUrl) {
    deliverToEndpoint(core, application, record, payload).catch((error: unknown) =>
      console.warn(`The interactions endpoint of ${application.name} failed:`, error),
    );
    return;
  }
  core.gateway.dispatch({
    applicationId: record.applicationId,
    guildId: record.guildId,
    intent: 0,
    event: 'INTERACTION_CREATE',
    data: payload,
  });
}

function createPayload(core: Core, record: InteractionRecord, input: InteractionInput) {
  const { state } = core;
  const { channel } = input;
  const user = state.users.get(input.userId)!;
  const guild = channel.guildId === null ? undefined : state.guilds.get(channel.guildId);
  const member = guild?.members.get(user.id);
  return {
    id: record.id,
    application_id: record.applicationId,
    type: record.type,
    token: record.token,
    version: 1,
    data: input.data,
    channel: presentChannel(state, channel, record.applicationId),
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
            ...presentMember(state, member),
            permissions: computeChannelPermissions(state, channel, user.id).toString(),
          },
        }
      : { user: presentUser(user) }),
    app_permissions: computeChannelPermissions(state, channel, record.applicationId).toString(),
    locale: user.locale,
    entitlements: listCurrentEntitlements(
      core,
      record.applicationId,
      guild?.id ?? null,
      user.id,
    ).map(presentEntitlement),
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: core.rules.uploadBytes,
    ...(input.source && input.type !== InteractionType.ApplicationCommand
      ? { message: presentMessage(core, input.source) }
      : {}),
  };
}
