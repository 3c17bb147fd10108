import { createThread } from '../actions/threads.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { HttpResponse } from '../http/http-response.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireChannelPermissions } from '../permissions/require.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import type { ChannelRecord } from '../state/types.ts';
import { ARCHIVE_MINUTES } from '../validate/channel.ts';

export const threadRoutes: RestRoute[] = [
  botRoute('POST', '/channels/:channel_id/threads', createChannelThread),
  botRoute('POST', '/channels/:channel_id/messages/:message_id/threads', createFromMessage),
  botRoute('GET', '/channels/:channel_id/threads/archived/public', (core, request) =>
    listArchivedThreads(core, request, [10, 11], false),
  ),
  botRoute('GET', '/channels/:channel_id/threads/archived/private', (core, request) =>
    listArchivedThreads(core, request, [12], false),
  ),
  botRoute('GET', '/channels/:channel_id/users/@me/threads/archived/private', (core, request) =>
    listArchivedThreads(core, request, [12], true),
  ),
];

function readThreadInput(request: RestRequest) {
  const body = request.body();
  const input = {
    name: body.key('name').string({ min: 1, max: 100, required: true }) ?? '',
    autoArchiveMinutes: body.key('auto_archive_duration').choice(ARCHIVE_MINUTES) ?? 4320,
    invitable: body.key('invitable').bool() ?? true,
    slowmode: body.key('rate_limit_per_user').int({ min: 0, max: 21_600 }) ?? 0,
    // Without a type Discord makes a private thread.
    type: body.key('type').choice([10, 11, 12] as const) ?? 12,
  };
  body.form.throwIfFailed();
  return input;
}

function createChannelThread(core: Core, request: RestRequest): unknown {
  const parent = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (parent.type !== 0 && parent.type !== 5) throw discordError(50024);
  const input = readThreadInput(request);
  const allowedTypes = parent.type === 0 ? [11, 12] : [10];
  if (!allowedTypes.includes(input.type)) throw discordError(50024);
  const requiredPermission =
    input.type === 12 ? Permission.CreatePrivateThreads : Permission.CreatePublicThreads;
  requireChannelPermissions(core.state, parent, request.botId, requiredPermission);
  const thread = createThread(core, { ...input, parent, ownerId: request.botId, from: null });
  return new HttpResponse(201, presentChannel(core.state, thread, request.botId));
}

function createFromMessage(core: Core, request: RestRequest): unknown {
  const parent = requireChannel(core.state, request.param('channel_id'), request.botId);
  if (parent.type !== 0 && parent.type !== 5) throw discordError(50024);
  const input = readThreadInput(request);
  requireChannelPermissions(
    core.state,
    parent,
    request.botId,
    Permission.CreatePublicThreads,
    Permission.ReadMessageHistory,
  );
  const startMessage = parent.messages.get(request.param('message_id'));
  if (!startMessage) throw discordError(10008);
  if (startMessage.threadId) throw discordError(160004);
  const type = parent.type === 5 ? 10 : 11;
  const thread = createThread(core, {
    ...input,
    type,
    parent,
    ownerId: request.botId,
    from: startMessage,
  });
  return new HttpResponse(201, presentChannel(core.state, thread, request.botId));
}

function listArchivedThreads(
  core: Core,
  request: RestRequest,
  types: number[],
  joinedOnly: boolean,
): unknown {
  const parent = requireChannel(core.state, request.param('channel_id'), request.botId);
  requireChannelPermissions(core.state, parent, request.botId, Permission.ReadMessageHistory);
  const granted = computeChannelPermissions(core.state, parent, request.botId);
  if (types[0] === 12 && !joinedOnly && !(granted & Permission.ManageThreads))
    throw discordError(50013);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 50;
  query.form.throwIfFailed();
  const before = request.query.get('before');
  const archivedAtMs = (thread: ChannelRecord) => Date.parse(thread.thread!.archiveChangedAt);
  const limitMs = before === null ? Number.POSITIVE_INFINITY : Date.parse(before);
  const found = [...parent.threadIds]
    .map((id) => core.state.channels.get(id)!)
    .filter(
      (thread) =>
        thread.thread!.archived &&
        types.includes(thread.type) &&
        archivedAtMs(thread) < limitMs &&
        (!joinedOnly || thread.thread!.members.has(request.botId)),
    )
    .toSorted((a, b) => archivedAtMs(b) - archivedAtMs(a));
  const page = found.slice(0, limit);
  return {
    threads: page.map((thread) => presentChannel(core.state, thread, request.botId)),
    members: page
      .filter((thread) => thread.thread!.members.has(request.botId))
      .map((thread) => presentThreadMember(thread, request.botId)),
    has_more: found.length > limit,
  };
}
