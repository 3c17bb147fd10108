import type { Message } from '../api/types.ts';
import { DotsIcon, PencilIcon, ReplyIcon } from '../components/icons.tsx';
import type { Anchor } from '../components/Popover.tsx';
import { useSession } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { Flag, has } from './kind.ts';

interface Props {
  message: Message;
  name: string;
  onMore(anchor: Anchor): void;
}

/** The bar that comes with the pointer or the focus. */
export function MessageTools({ message, name, onMore }: Props) {
  const own = useSession().personId === message.author.id;
  const hidden = has(message, Flag.Ephemeral);
  return (
    <fieldset className="tools" aria-label={`Message by ${name}`}>
      {own && (
        <button
          type="button"
          aria-label="Edit"
          title="Edit"
          onClick={() => ui.patch({ editing: message.id })}
        >
          <PencilIcon />
        </button>
      )}
      {!own && !hidden && (
        <button
          type="button"
          aria-label="Reply"
          title="Reply"
          onClick={() => ui.patch({ replyTo: message })}
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
