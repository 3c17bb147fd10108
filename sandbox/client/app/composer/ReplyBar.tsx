import type { Message, Server } from '../api/types.ts';
import { CloseIcon } from '../components/icons.tsx';
import { nameOfMember } from '../state/names.ts';
import { useWorld } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { findMember } from '../state/world.ts';

export function ReplyBar({ message, server }: { message: Message; server: Server | undefined }) {
  const member = useWorld((world) => findMember(world, server?.id, message.author.id));
  return (
    <div className="reply-bar">
      <span>
        Replying to <strong>{nameOfMember(message.author, member)}</strong>
      </span>
      <button
        type="button"
        className="plain"
        aria-label="Cancel reply"
        onClick={() => ui.patch({ replyTo: null })}
      >
        <CloseIcon size={16} />
      </button>
    </div>
  );
}
