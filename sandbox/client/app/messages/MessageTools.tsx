import type { Message } from '../api/types.ts';
import { DotsIcon, PencilIcon, ReplyIcon } from '../components/icons.tsx';
import type { Anchor } from '../components/Popover.tsx';
import { useSession } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';
import { hasFlag, MessageFlag } from './message-kind.ts';

interface Props {
  message: Message;
  name: string;
  onMore(anchor: Anchor): void;
}

/** The bar that comes with the pointer or the focus. */
export function MessageTools({ message, name, onMore }: Props) {
  const isOwn = useSession().personId === message.author.id;
  const isEphemeral = hasFlag(message, MessageFlag.Ephemeral);
  return (
    <fieldset className="tools" aria-label={`Message by ${name}`}>
      {isOwn && (
        <button
          type="button"
          aria-label="Edit"
          title="Edit"
          onClick={() => uiStore.patch({ editing: message.id })}
        >
          <PencilIcon />
        </button>
      )}
      {!isOwn && !isEphemeral && (
        <button
          type="button"
          aria-label="Reply"
          title="Reply"
          onClick={() => uiStore.patch({ replyTo: message })}
        >
          <ReplyIcon />
        </button>
      )}
      <button
        type="button"
        aria-label="More"
        title="More"
        aria-haspopup="menu"
        onClick={(event) => onMore(event.currentTarget)}
      >
        <DotsIcon />
      </button>
    </fieldset>
  );
}
