import type { Message } from '../api/types.ts';
import { EyeIcon } from '../components/icons.tsx';
import { deleteMessage } from '../state/actions.ts';
import { useSession } from '../state/session-context.ts';
import { hasFlag, MessageFlag } from './message-kind.ts';

export function EphemeralNote({ message }: { message: Message }) {
  const session = useSession();
  return (
    <p className="ephemeral-note">
      <EyeIcon size={16} /> Only you can see this
      {!hasFlag(message, MessageFlag.Loading) && (
        <>
          {' · '}
          <button
            type="button"
            className="plain link"
            onClick={() => void deleteMessage(session, message)}
          >
            Dismiss message
          </button>
        </>
      )}
    </p>
  );
}
