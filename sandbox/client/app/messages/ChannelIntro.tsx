import type { Channel, Server } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { HashIcon, HashLockIcon, ThreadIcon } from '../components/icons.tsx';
import { findUser, isDm, isThread } from '../state/client-state.ts';
import { getChannelName, getUserName, isPrivate } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';

/** What stands above the first message of a channel, thread or conversation. */
export function ChannelIntro({ channel }: { channel: Channel; server: Server | undefined }) {
  const name = getChannelName(channel);
  const owner = useClientState((state) => findUser(state, channel.owner_id ?? ''));
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
  const isThreadChannel = isThread(channel);
  const Icon = isThreadChannel ? ThreadIcon : isPrivate(channel) ? HashLockIcon : HashIcon;
  return (
    <div className="beginning">
      <span className="beginning-sign">
        <Icon size={40} />
      </span>
      <h2>{isThreadChannel ? name : `Welcome to #${name}!`}</h2>
      <p>
        {isThreadChannel
          ? `Started by ${owner ? getUserName(owner) : 'somebody'}`
          : `This is the start of the #${name} ${isPrivate(channel) ? 'private ' : ''}channel.`}
      </p>
    </div>
  );
}
