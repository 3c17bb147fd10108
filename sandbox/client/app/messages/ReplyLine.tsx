import type { Message, Server, User } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { UserButton } from '../components/UserButton.tsx';
import { toPlainText } from '../markdown/plain-text.ts';
import { findMember } from '../state/client-state.ts';
import { getMemberColor, getMemberName } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';

function ReplyAuthor({ user, server }: { user: User; server: Server | undefined }) {
  const member = useClientState((state) => findMember(state, server?.id, user.id));
  const color = getMemberColor(server, member);
  const name = getMemberName(user, member);
  return (
    <UserButton user={user} className="reply-who" style={color ? { color } : undefined}>
      <Avatar id={user.id} name={name} size={16} />
      {name}
    </UserButton>
  );
}

/** The message that this one answers. */
export function ReplyLine({ message, server }: { message: Message; server: Server | undefined }) {
  const referenced = message.referenced_message;
  // The original of a private answer is not always part of it.
  const loaded = useClientState((state) =>
    state.logs[message.channel_id]?.messages.find(
      (item) => item.id === message.message_reference?.message_id,
    ),
  );
  const original = referenced ?? loaded;
  const preview = useClientState((state) => toPlainText(original?.content ?? '', state));
  return (
    <div className="reply-line">
      <span className="reply-spine" aria-hidden="true" />
      <span className="unseen">Reply to </span>
      {original ? (
        <>
          <ReplyAuthor user={original.author} server={server} />
          <button
            type="button"
            className="plain reply-text cut"
            onClick={() => scrollToMessage(original.id)}
          >
            {original.content ? preview : <em>Click to see message</em>}
          </button>
        </>
      ) : (
        <em>Original message was deleted</em>
      )}
    </div>
  );
}

function scrollToMessage(id: string): void {
  const row = document.getElementById(`message-${id}`);
  row?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  row?.animate([{ background: '#5865f24d' }, { background: 'transparent' }], 1500);
}

/** "KITE used /submit". */
export function CommandLine(props: { user: User; name: string; server: Server | undefined }) {
  return (
    <div className="reply-line">
      <span className="reply-spine" aria-hidden="true" />
      <ReplyAuthor user={props.user} server={props.server} /> used{' '}
      <span className="command-name">{props.name}</span>
    </div>
  );
}
