import type { Core } from '../core.ts';
import { canSee } from '../permissions/compute.ts';
import type {
  ApplicationRecord,
  ChannelRecord,
  GuildRecord,
  MessageRecord,
  UserRecord,
} from '../state/types.ts';
import { ControlError, notFound } from './operation.ts';

export function findPerson(core: Core, id: string): UserRecord {
  const user = core.state.users.get(id);
  if (!user || user.bot) throw notFound('person', id);
  return user;
}

export function findServer(core: Core, id: string): GuildRecord {
  const guild = core.state.guilds.get(id);
  if (!guild) throw notFound('server', id);
  return guild;
}

export function findChannel(core: Core, id: string): ChannelRecord {
  const channel = core.state.channels.get(id);
  if (!channel) throw notFound('channel', id);
  return channel;
}

export function findApplication(core: Core, id: string): ApplicationRecord {
  const application = core.state.applications.get(id);
  if (!application) throw notFound('application', id);
  return application;
}

/** The channel as this person may open it; one that they cannot see is not there. */
export function findVisibleChannel(core: Core, personId: string, id: string): ChannelRecord {
  findPerson(core, personId);
  const channel = core.state.channels.get(id);
  if (!channel || !canSee(core.state, channel, personId))
    throw new ControlError(404, 'HIDDEN', `Person ${personId} sees no channel ${id}.`);
  return channel;
}

/** A message of the channel, or an answer that only this person sees. */
export function findVisibleMessage(
  core: Core,
  personId: string,
  channel: ChannelRecord,
  id: string,
): MessageRecord {
  const message = channel.messages.get(id) ?? core.interactions.findEphemeral(id);
  const visible =
    message?.channelId === channel.id &&
    (message.ephemeralFor === null || message.ephemeralFor === personId);
  if (!visible) throw notFound('message', id);
  return message;
}
