import { Avatar } from '../components/Avatar.tsx';
import { BotTag } from '../components/BotTag.tsx';
import { dismissNotice } from '../state/actions.ts';
import { findUser, type Notice } from '../state/client-state.ts';
import { getUserName } from '../state/names.ts';
import { useClientState, useSession } from '../state/session-context.ts';

/** A command on its way, or one that its bot did not answer. */
export function CommandNotice({ notice }: { notice: Notice }) {
  const session = useSession();
  const bot = useClientState((state) => findUser(state, notice.botId ?? ''));
  const currentUser = useClientState((state) => state.overview!.person);
  const name = bot ? getUserName(bot) : 'App';
  return (
    <li className="message ephemeral">
      <div className="reply-line">
        <span className="reply-spine" aria-hidden="true" />
        <Avatar id={currentUser.id} name={getUserName(currentUser)} size={16} />{' '}
        {getUserName(currentUser)} used <span className="command-name">{notice.command}</span>
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
                  onClick={() => dismissNotice(session, notice.id)}
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
export function ComponentNotices({ messageId }: { messageId: string }) {
  const notices = useClientState((state) => state.notices);
  const failure = notices.findLast((item) => item.messageId === messageId && item.text);
  return failure ? (
    <p className="failure" role="alert">
      {failure.text}
    </p>
  ) : null;
}
