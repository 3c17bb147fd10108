import type { Channel, Server } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { HashIcon, HashLockIcon, ThreadIcon } from '../components/icons.tsx';
import { channelName, isPrivate, nameOf } from '../state/names.ts';
import { useWorld } from '../state/session-context.ts';
import { findUser, isDm, isThread } from '../state/world.ts';

/** What stands above the first message of a channel, thread or conversation. */
export function Beginning({ channel }: { channel: Channel; server: Server | undefined }) {
  const name = channelName(channel);
  const owner = useWorld((world) => findUser(world, channel.owner_id ?? ''));
  if (isDm(channel))
    return (
      <div className="beginning">
        <Avatar id={channel.recipients?.[0]?.id ?? '0'} name={name} size={80} />
        <h2>{name}</h2>
        <p>
          This is the beginning of your direct message history with <strong>{name}</strong>.
        </p>
      </div>
    );
  const thread = isThread(channel);
  const Sign = thread ? ThreadIcon : isPrivate(channel) ? HashLockIcon : HashIcon;
  return (
    <div className="beginning">
      <span className="beginning-sign">
        <Sign size={40} />
      </span>
      <h2>{thread ? name : `Welcome to #${name}!`}</h2>
      <p>
        {thread
          ? `Started by ${owner ? nameOf(owner) : 'somebody'}`
          : `This is the start of the #${name} ${isPrivate(channel) ? 'private ' : ''}channel.`}
      </p>
    </div>
  );
}
