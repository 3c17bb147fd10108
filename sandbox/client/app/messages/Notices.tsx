import { Avatar } from '../components/Avatar.tsx';
import { BotTag } from '../components/BotTag.tsx';
import { dropNotice } from '../state/acts.ts';
import { nameOf } from '../state/names.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { findUser, type Notice } from '../state/world.ts';

/** A command on its way, or one that its bot did not answer. */
export function CommandNotice({ notice }: { notice: Notice }) {
  const session = useSession();
  const bot = useWorld((world) => findUser(world, notice.botId ?? ''));
  const me = useWorld((world) => world.overview!.person);
  const name = bot ? nameOf(bot) : 'App';
  return (
    <li className="message ephemeral">
      <div className="reply-line">
        <span className="reply-spine" aria-hidden="true" />
        <Avatar id={me.id} name={nameOf(me)} size={16} /> {nameOf(me)} used{' '}
        <span className="command-name">{notice.command}</span>
      </div>
      <div className="message-main">
        <span className="message-avatar">
          <Avatar id={bot?.id ?? '0'} name={name} />
        </span>
        <div className="message-content">
          <div className="message-head">
            <span className="author">{name}</span> <BotTag />
          </div>
          {notice.text === null ? (
            <p className="thinking">Sending command…</p>
          ) : (
            <>
              <p className="failure" role="alert">
                {notice.text}
              </p>
              <p className="ephemeral-note">
                Only you can see this ·{' '}
                <button
                  type="button"
                  className="plain link"
                  onClick={() => dropNotice(session, notice.id)}
                >
                  Dismiss message
                </button>
              </p>
            </>
          )}
        </div>
      </div>
    </li>
  );
}

/** Below a message: why its button came to nothing. */
export function PartNotices({ messageId }: { messageId: string }) {
  const notices = useWorld((world) => world.notices);
  const failure = notices.findLast((item) => item.messageId === messageId && item.text);
  return failure ? (
    <p className="failure" role="alert">
      {failure.text}
    </p>
  ) : null;
}
