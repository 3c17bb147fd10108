import { createThread } from '../acts/threads.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { channelPermissions } from '../permissions/compute.ts';
import { requireChannel, requireInChannel } from '../permissions/require.ts';
import { presentChannel, presentThreadMember } from '../present/channel.ts';
import type { ChannelRecord } from '../state/types.ts';
import { ARCHIVE_MINUTES } from './thread-edit.ts';

export const threadRoutes: RestRoute[] = [
  botRoute('POST', '/channels/:channel_id/threads', create),
  botRoute('POST', '/channels/:channel_id/messages/:message_id/threads', createFromMessage),
  botRoute('GET', '/channels/:channel_id/threads/archived/public', (core, call) =>
    archived(core, call, [10, 11], false),
  ),
  botRoute('GET', '/channels/:channel_id/threads/archived/private', (core, call) =>
    archived(core, call, [12], false),
  ),
  botRoute('GET', '/channels/:channel_id/users/@me/threads/archived/private', (core, call) =>
    archived(core, call, [12], true),
  ),
];

function readThread(call: Call) {
  const body = call.body();
  const wish = {
    name: body.key('name').string({ min: 1, max: 100, required: true }) ?? '',
    autoArchiveMinutes: body.key('auto_archive_duration').choice(ARCHIVE_MINUTES) ?? 4320,
    invitable: body.key('invitable').bool() ?? true,
    slowmode: body.key('rate_limit_per_user').int({ min: 0, max: 21_600 }) ?? 0,
    // Without a type Discord makes a private thread.
    type: body.key('type').choice([10, 11, 12] as const) ?? 12,
  };
  body.form.check();
  return wish;
}

function create(core: Core, call: Call): unknown {
  const parent = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (parent.type !== 0 && parent.type !== 5) throw discordError(50024);
  const wish = readThread(call);
  const fits = parent.type === 0 ? [11, 12] : [10];
  if (!fits.includes(wish.type)) throw discordError(50024);
  const bit = wish.type === 12 ? Permission.CreatePrivateThreads : Permission.CreatePublicThreads;
  requireInChannel(core.world, parent, call.botId, bit);
  const thread = createThread(core, { ...wish, parent, ownerId: call.botId, from: null });
  return new Answer(201, presentChannel(core.world, thread, call.botId));
}

function createFromMessage(core: Core, call: Call): unknown {
  const parent = requireChannel(core.world, call.param('channel_id'), call.botId);
  if (parent.type !== 0 && parent.type !== 5) throw discordError(50024);
  const wish = readThread(call);
  requireInChannel(
    core.world,
    parent,
    call.botId,
    Permission.CreatePublicThreads,
    Permission.ReadMessageHistory,
  );
  const from = parent.messages.get(call.param('message_id'));
  if (!from) throw discordError(10008);
  if (from.threadId) throw discordError(160004);
  const type = parent.type === 5 ? 10 : 11;
  const thread = createThread(core, { ...wish, type, parent, ownerId: call.botId, from });
  return new Answer(201, presentChannel(core.world, thread, call.botId));
}

function archived(core: Core, call: Call, types: number[], joinedOnly: boolean): unknown {
  const parent = requireChannel(core.world, call.param('channel_id'), call.botId);
  requireInChannel(core.world, parent, call.botId, Permission.ReadMessageHistory);
  const granted = channelPermissions(core.world, parent, call.botId);
  if (types[0] === 12 && !joinedOnly && !(granted & Permission.ManageThreads))
    throw discordError(50013);
  const query = call.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 50;
  query.form.check();
  const before = call.query.get('before');
  const at = (thread: ChannelRecord) => Date.parse(thread.thread!.archiveChangedAt);
  const limitMs = before === null ? Number.POSITIVE_INFINITY : Date.parse(before);
  const found = [...parent.threadIds]
    .map((id) => core.world.channels.get(id)!)
    .filter(
      (thread) =>
        thread.thread!.archived &&
        types.includes(thread.type) &&
        at(thread) < limitMs &&
        (!joinedOnly || thread.thread!.members.has(call.botId)),
    )
    .toSorted((a, b) => at(b) - at(a));
  const page = found.slice(0, limit);
  return {
    threads: page.map((thread) => presentChannel(core.world, thread, call.botId)),
    members: page
      .filter((thread) => thread.thread!.members.has(call.botId))
      .map((thread) => presentThreadMember(thread, call.botId)),
    has_more: found.length > limit,
  };
}
