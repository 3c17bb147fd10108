import { announceThread } from '../acts/announce-thread.ts';
import { setArchived } from '../acts/threads.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { Permission } from '../permissions/bits.ts';
import { channelPermissions } from '../permissions/compute.ts';
import { presentChannel } from '../present/channel.ts';
import type { ChannelRecord } from '../state/types.ts';

export const ARCHIVE_MINUTES = [60, 1440, 4320, 10_080] as const;

/** PATCH of a thread. An archived one can only be opened again (or changed together with that). */
export function editThread(core: Core, call: Call, channel: ChannelRecord): unknown {
  const thread = channel.thread!;
  const body = call.body();
  const name = body.key('name').string({ min: 1, max: 100 });
  const archived = body.key('archived').bool();
  const locked = body.key('locked').bool();
  const invitable = body.key('invitable').bool();
  const minutes = body.key('auto_archive_duration').choice(ARCHIVE_MINUTES);
  const slowmode = body.key('rate_limit_per_user').int({ min: 0, max: 21_600 });
  body.form.check();
  const granted = channelPermissions(core.world, channel, call.botId);
  const manages = (granted & Permission.ManageThreads) !== 0n;
  const owns = thread.ownerId === call.botId;
  const speaks = (granted & Permission.SendMessagesInThreads) !== 0n;
  if (thread.archived && archived !== false && !(manages && locked !== undefined))
    throw discordError(50083);
  // Anybody who can write there may open an archived thread that is not locked.
  const onlyOpens = archived === false && Object.keys(call.json ?? {}).length === 1;
  const maySay = manages || (owns && !thread.locked) || (onlyOpens && speaks && !thread.locked);
  if (!maySay) throw discordError(50013);
  if ((locked !== undefined && locked !== thread.locked && !manages) || (slowmode && !manages))
    throw discordError(50013);
  if (archived !== undefined && archived !== thread.archived) setArchived(core, channel, archived);
  if (name !== undefined) channel.name = name;
  if (locked !== undefined) thread.locked = locked;
  if (invitable !== undefined && channel.type === 12) thread.invitable = invitable;
  if (minutes !== undefined) thread.autoArchiveMinutes = minutes;
  if (slowmode !== undefined) channel.slowmode = slowmode;
  announceThread(core, 'update', channel);
  return presentChannel(core.world, channel, call.botId);
}
