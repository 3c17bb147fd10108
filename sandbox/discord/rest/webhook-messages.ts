import { composeEdit, composeNew } from '../actions/compose.ts';
import { changeMessage, deleteMessage } from '../actions/edit-message.ts';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { createNotSpokenError } from '../errors/not-spoken.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { presentMessage } from '../present/message.ts';
import type { WebhookRecord } from '../state/moderation-types.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { FLAGS_ON_CREATE, FLAGS_ON_EDIT } from '../validate/message.ts';
import { findByToken } from './webhooks.ts';

/** The webhook that the path of an interaction's token names instead, if it names one. */
export function findWebhook(core: Core, request: RestRequest): WebhookRecord | null {
  if (!core.state.webhooks.has(request.param('application_id'))) return null;
  return findByToken(core, request, 'application_id', 'token');
}

/** Its channel, or with `thread_id` a thread below it. */
function getChannel(core: Core, request: RestRequest, webhook: WebhookRecord): ChannelRecord {
  const threadId = request.query.get('thread_id');
  const channel = core.state.channels.get(threadId ?? webhook.channelId);
  if (!channel || (threadId !== null && channel.parentId !== webhook.channelId))
    throw discordError(10003);
  return channel;
}

/** Answers with the message when `wait` is set. */
export function executeWebhook(core: Core, request: RestRequest, webhook: WebhookRecord): unknown {
  const channel = getChannel(core, request, webhook);
  const body = request.body();
  if (body.key('thread_name').isPresent) throw createNotSpokenError('posts in forum channels');
  const username = body.key('username').string({ min: 1, max: 80 });
  const avatarUrl = body.key('avatar_url').url();
  const composed = composeNew(core, {
    channel,
    authorId: webhook.id,
    body,
    uploads: request.files,
    flags: FLAGS_ON_CREATE,
  });
  const message = postMessage(core, channel, {
    ...composed,
    authorId: webhook.id,
    webhookId: webhook.id,
    webhookAuthor: {
      username: username ?? webhook.name,
      avatar: avatarUrl === undefined ? webhook.avatar : null,
    },
  });
  return request.readFlag('wait') ? presentMessage(core, message) : undefined;
}

function findMessage(core: Core, request: RestRequest, webhook: WebhookRecord) {
  const channel = getChannel(core, request, webhook);
  const message = channel.messages.get(request.param('message_id'));
  if (!message || message.webhookId !== webhook.id) throw discordError(10008);
  return { channel, message };
}

export function getWebhookMessage(core: Core, request: RestRequest, webhook: WebhookRecord) {
  return presentMessage(core, findMessage(core, request, webhook).message);
}

export function editWebhookMessage(core: Core, request: RestRequest, webhook: WebhookRecord) {
  const { channel, message }: { channel: ChannelRecord; message: MessageRecord } = findMessage(
    core,
    request,
    webhook,
  );
  const changes = composeEdit(core, message, {
    channel,
    authorId: webhook.id,
    body: request.body(),
    uploads: request.files,
    flags: FLAGS_ON_EDIT,
  });
  changeMessage(core, message, changes);
  return presentMessage(core, message);
}

export function deleteWebhookMessage(
  core: Core,
  request: RestRequest,
  webhook: WebhookRecord,
): undefined {
  const { channel, message } = findMessage(core, request, webhook);
  deleteMessage(core, channel, message);
}
