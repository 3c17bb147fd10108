import { announceMessage } from '../acts/announce-message.ts';
import { composeEdit, composeNew } from '../acts/compose.ts';
import { changeMessage, deleteMessage } from '../acts/edit-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import type { RestRoute } from '../http/rest-route.ts';
import { LOADING, messageOutcome, postAnswer } from '../interactions/answer.ts';
import type { InteractionRecord } from '../interactions/store.ts';
import { presentMessage } from '../present/message.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { EPHEMERAL, FLAGS_ON_CREATE, FLAGS_ON_EDIT } from '../validate/message.ts';

const HOOK = '/webhooks/:application_id/:token';

export const interactionMessageRoutes: RestRoute[] = [
  { method: 'POST', path: HOOK, audience: 'open', handle: followUp },
  { method: 'GET', path: `${HOOK}/messages/:message_id`, audience: 'open', handle: get },
  { method: 'PATCH', path: `${HOOK}/messages/:message_id`, audience: 'open', handle: edit },
  { method: 'DELETE', path: `${HOOK}/messages/:message_id`, audience: 'open', handle: remove },
];

/** The answered interaction a token stands for: 10015 before the first answer, 50027 when it ended. */
function hook(core: Core, call: Call): { record: InteractionRecord; channel: ChannelRecord } {
  core.interactions.sweep(core.clock.now(), core.rules.interactionTokenMs);
  const record = core.interactions.byToken.get(call.param('token'));
  if (!record) throw discordError(50027);
  if (record.applicationId !== call.param('application_id') || record.state !== 'answered')
    throw discordError(10015);
  const channel = core.world.channels.get(record.channelId);
  if (!channel) throw discordError(10003);
  return { record, channel };
}

function find(core: Core, record: InteractionRecord, id: string): MessageRecord {
  const wanted = id === '@original' ? record.original?.id : id;
  if (wanted === undefined) throw discordError(10015);
  const hidden = core.interactions.ephemeralMessage(wanted);
  const message = hidden ?? core.world.channels.get(record.channelId)?.messages.get(wanted);
  if (!message) throw discordError(10008);
  const ours = message.interaction?.id === record.id || message.id === record.source?.id;
  if (!ours) throw discordError(10008);
  return message;
}

function followUp(core: Core, call: Call): unknown {
  const { record, channel } = hook(core, call);
  // The first follow-up of what was only deferred fills that answer.
  if (record.original && record.original.flags & LOADING)
    return change(core, call, record, channel, record.original);
  const composed = composeNew(core, {
    channel,
    authorId: record.applicationId,
    body: call.body(),
    uploads: call.files,
    flags: FLAGS_ON_CREATE | EPHEMERAL,
  });
  const message = postAnswer(core, record, channel, composed, record.original);
  record.onSettled(messageOutcome(core, record, message));
  return presentMessage(core, message);
}

function get(core: Core, call: Call): unknown {
  const { record } = hook(core, call);
  return presentMessage(core, find(core, record, call.param('message_id')));
}

function edit(core: Core, call: Call): unknown {
  const { record, channel } = hook(core, call);
  return change(core, call, record, channel, find(core, record, call.param('message_id')));
}

function change(
  core: Core,
  call: Call,
  record: InteractionRecord,
  channel: ChannelRecord,
  message: MessageRecord,
): unknown {
  const wasLoading = (message.flags & LOADING) !== 0;
  const changes = composeEdit(core, message, {
    channel,
    authorId: record.applicationId,
    body: call.body(),
    uploads: call.files,
    flags: wasLoading ? FLAGS_ON_CREATE : FLAGS_ON_EDIT,
  });
  const flags = (changes.flags ?? message.flags) & ~LOADING;
  changeMessage(core, message, { ...changes, flags }, !wasLoading);
  record.onSettled(
    message === record.source
      ? { kind: 'update', interactionId: record.id, message: presentMessage(core, message) }
      : messageOutcome(core, record, message),
  );
  return presentMessage(core, message);
}

function remove(core: Core, call: Call): undefined {
  const { record, channel } = hook(core, call);
  const message = find(core, record, call.param('message_id'));
  if (message.ephemeralFor) {
    core.interactions.forgetEphemeral(message.id);
    announceMessage(core, 'delete', message);
  } else deleteMessage(core, channel, message);
  record.onSettled({ kind: 'deleted', interactionId: record.id, messageId: message.id });
}
