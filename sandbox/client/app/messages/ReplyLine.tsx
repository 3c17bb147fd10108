import type { Message, Server, User } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { UserButton } from '../components/UserButton.tsx';
import { plainText } from '../markdown/plain.ts';
import { colorOf, nameOfMember } from '../state/names.ts';
import { useWorld } from '../state/session-context.ts';
import { findMember } from '../state/world.ts';

function Who({ user, server }: { user: User; server: Server | undefined }) {
  const member = useWorld((world) => findMember(world, server?.id, user.id));
  const color = colorOf(server, member);
  const name = nameOfMember(user, member);
  return (
    <UserButton user={user} className="reply-who" style={color ? { color } : undefined}>
      <Avatar id={user.id} name={name} size={16} />
      {name}
    </UserButton>
  );
}

/** The message that this one answers. */
export function ReplyLine({ message, server }: { message: Message; server: Server | undefined }) {
  const known = message.referenced_message;
  // The original of a private answer is not always part of it.
  const nearby = useWorld((world) =>
    world.logs[message.channel_id]?.messages.find(
      (item) => item.id === message.message_reference?.message_id,
    ),
  );
  const original = known ?? nearby;
  const words = useWorld((world) => plainText(original?.content ?? '', world));
  return (
    <div className="reply-line">
      <span className="reply-spine" aria-hidden="true" />
      <span className="unseen">Reply to </span>
      {original ? (
        <>
          <Who user={original.author} server={server} />
          <button type="button" className="plain reply-text cut" onClick={() => jump(original.id)}>
            {original.content ? words : <em>Click to see message</em>}
          </button>
        </>
      ) : (
        <em>Original message was deleted</em>
      )}
    </div>
  );
}

function jump(id: string): void {
  const row = document.getElementById(`message-${id}`);
  row?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  row?.animate([{ background: '#5865f24d' }, { background: 'transparent' }], 1500);
}

/** "KITE used /submit". */
export function CommandLine(props: { user: User; name: string; server: Server | undefined }) {
  return (
    <div className="reply-line">
      <span className="reply-spine" aria-hidden="true" />
      <Who user={props.user} server={props.server} /> used{' '}
      <span className="command-name">{props.name}</span>
    </div>
  );
}
