import type { Message, Server } from '../api/types.ts';
import { CloseIcon } from '../components/icons.tsx';
import { findMember } from '../state/client-state.ts';
import { getMemberName } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';

export function ReplyBar({ message, server }: { message: Message; server: Server | undefined }) {
  const member = useClientState((state) => findMember(state, server?.id, message.author.id));
  return (
    <div className="reply-bar">
      <span>
        Replying to <strong>{getMemberName(message.author, member)}</strong>
      </span>
      <button
        type="button"
        className="plain"
        aria-label="Cancel reply"
        onClick={() => uiStore.patch({ replyTo: null })}
      >
        <CloseIcon size={16} />
      </button>
    </div>
  );
}
