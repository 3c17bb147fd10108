import { announceMessage } from '../actions/announce-message.ts';
import { composeEdit, composeNew } from '../actions/compose.ts';
import { changeMessage, deleteMessage } from '../actions/edit-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import type { RestRoute } from '../http/rest-route.ts';
import { createMessageOutcome, LOADING, postFollowUp } from '../interactions/respond.ts';
import type { InteractionRecord } from '../interactions/store.ts';
import { presentMessage } from '../present/message.ts';
import type { WebhookRecord } from '../state/moderation-types.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { EPHEMERAL, FLAGS_ON_CREATE, FLAGS_ON_EDIT } from '../validate/message.ts';
import {
  deleteWebhookMessage,
  editWebhookMessage,
  executeWebhook,
  findWebhook,
  getWebhookMessage,
} from './webhook-messages.ts';

const WEBHOOK_PATH = '/webhooks/:application_id/:token';

export const interactionMessageRoutes: RestRoute[] = [
  {
    method: 'POST',
    path: WEBHOOK_PATH,
    audience: 'open',
    handle: byWebhook(executeWebhook, createFollowUp),
  },
  {
    method: 'GET',
    path: `${WEBHOOK_PATH}/messages/:message_id`,
    audience: 'open',
    handle: byWebhook(getWebhookMessage, getMessage),
  },
  {
    method: 'PATCH',
    path: `${WEBHOOK_PATH}/messages/:message_id`,
    audience: 'open',
    handle: byWebhook(editWebhookMessage, editInteractionMessage),
  },
  {
    method: 'DELETE',
    path: `${WEBHOOK_PATH}/messages/:message_id`,
    audience: 'open',
    handle: byWebhook(deleteWebhookMessage, removeInteractionMessage),
  },
];

/** Interactions are webhooks to Discord: the same paths, told apart by their id. */
function byWebhook(
  handleWebhook: (core: Core, request: RestRequest, webhook: WebhookRecord) => unknown,
  handleInteraction: RestRoute['handle'],
): RestRoute['handle'] {
  return (core, request) => {
    const webhook = findWebhook(core, request);
    return webhook ? handleWebhook(core, request, webhook) : handleInteraction(core, request);
  };
}

/**
 * The answered interaction a token stands for: 10015 before the first answer, 50027 when it ended.
 */
function findAnsweredInteraction(
  core: Core,
  request: RestRequest,
): { record: InteractionRecord; channel: ChannelRecord } {
  core.interactions.sweep(core.clock.now(), core.rules.interactionTokenMs);
  const record = core.interactions.byToken.get(request.param('token'));
  if (!record) throw discordError(50027);
  if (record.applicationId !== request.param('application_id') || record.state !== 'answered')
    throw discordError(10015);
  const channel = core.state.channels.get(record.channelId);
  if (!channel) throw discordError(10003);
  return { record, channel };
}

function findMessage(core: Core, record: InteractionRecord, id: string): MessageRecord {
  const wantedId = id === '@original' ? record.original?.id : id;
  if (wantedId === undefined) throw discordError(10015);
  const ephemeral = core.interactions.findEphemeral(wantedId);
  const message = ephemeral ?? core.state.channels.get(record.channelId)?.messages.get(wantedId);
  if (!message) throw discordError(10008);
  const isOwn = message.interaction?.id === record.id || message.id === record.source?.id;
  if (!isOwn) throw discordError(10008);
  return message;
}

function createFollowUp(core: Core, request: RestRequest): unknown {
  const { record, channel } = findAnsweredInteraction(core, request);
  // The first follow-up of what was only deferred fills that answer.
  if (record.original && record.original.flags & LOADING)
    return updateMessage(core, request, record, channel, record.original);
  const composed = composeNew(core, {
    channel,
    authorId: record.applicationId,
    body: request.body(),
    uploads: request.files,
    flags: FLAGS_ON_CREATE | EPHEMERAL,
  });
  const message = postFollowUp(core, record, channel, composed);
  record.onFinalOutcome(createMessageOutcome(core, record, message));
  return presentMessage(core, message);
}

function getMessage(core: Core, request: RestRequest): unknown {
  const { record } = findAnsweredInteraction(core, request);
  return presentMessage(core, findMessage(core, record, request.param('message_id')));
}

function editInteractionMessage(core: Core, request: RestRequest): unknown {
  const { record, channel } = findAnsweredInteraction(core, request);
  return updateMessage(
    core,
    request,
    record,
    channel,
    findMessage(core, record, request.param('message_id')),
  );
}

function updateMessage(
  core: Core,
  request: RestRequest,
  record: InteractionRecord,
  channel: ChannelRecord,
  message: MessageRecord,
): unknown {
  const wasLoading = (message.flags & LOADING) !== 0;
  const changes = composeEdit(core, message, {
    channel,
    authorId: record.applicationId,
    body: request.body(),
    uploads: request.files,
    flags: wasLoading ? FLAGS_ON_CREATE : FLAGS_ON_EDIT,
  });
  const flags = (changes.flags ?? message.flags) & ~LOADING;
  changeMessage(core, message, { ...changes, flags }, !wasLoading);
  record.onFinalOutcome(
    message === record.source
      ? { kind: 'update', interactionId: record.id, message: presentMessage(core, message) }
      : createMessageOutcome(core, record, message),
  );
  return presentMessage(core, message);
}

function removeInteractionMessage(core: Core, request: RestRequest): undefined {
  const { record, channel } = findAnsweredInteraction(core, request);
  const message = findMessage(core, record, request.param('message_id'));
  if (message.ephemeralFor) {
    core.interactions.removeEphemeral(message.id);
    announceMessage(core, 'delete', message);
  } else deleteMessage(core, channel, message);
  record.onFinalOutcome({ kind: 'deleted', interactionId: record.id, messageId: message.id });
}
