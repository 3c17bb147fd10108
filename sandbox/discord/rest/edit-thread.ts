import { announceThread } from '../actions/announce-thread.ts';
import { setArchived } from '../actions/threads.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions } from '../permissions/compute.ts';
import { presentChannel } from '../present/channel.ts';
import type { ChannelRecord } from '../state/types.ts';
import { ARCHIVE_MINUTES } from '../validate/channel.ts';

/** PATCH of a thread. An archived one can only be opened again (or changed together with that). */
export function editThread(core: Core, request: RestRequest, channel: ChannelRecord): unknown {
  const thread = channel.thread!;
  const body = request.body();
  const name = body.key('name').string({ min: 1, max: 100 });
  const archived = body.key('archived').bool();
  const locked = body.key('locked').bool();
  const invitable = body.key('invitable').bool();
  const minutes = body.key('auto_archive_duration').choice(ARCHIVE_MINUTES);
  const slowmode = body.key('rate_limit_per_user').int({ min: 0, max: 21_600 });
  body.form.throwIfFailed();
  const granted = computeChannelPermissions(core.state, channel, request.botId);
  const canManage = (granted & Permission.ManageThreads) !== 0n;
  const isOwner = thread.ownerId === request.botId;
  const canSend = (granted & Permission.SendMessagesInThreads) !== 0n;
  if (thread.archived && archived !== false && !(canManage && locked !== undefined))
    throw discordError(50083);
  // Anybody who can write there may open an archived thread that is not locked.
  const isOnlyUnarchiving = archived === false && Object.keys(request.json ?? {}).length === 1;
  const canEdit =
    canManage || (isOwner && !thread.locked) || (isOnlyUnarchiving && canSend && !thread.locked);
  if (!canEdit) throw discordError(50013);
  if ((locked !== undefined && locked !== thread.locked && !canManage) || (slowmode && !canManage))
    throw discordError(50013);
  if (archived !== undefined && archived !== thread.archived) setArchived(core, channel, archived);
  if (name !== undefined) channel.name = name;
  if (locked !== undefined) thread.locked = locked;
  if (invitable !== undefined && channel.type === 12) thread.invitable = invitable;
  if (minutes !== undefined) thread.autoArchiveMinutes = minutes;
  if (slowmode !== undefined) channel.slowmode = slowmode;
  announceThread(core, 'update', channel);
  return presentChannel(core.state, channel, request.botId);
}
