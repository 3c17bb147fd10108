import type { Part } from '../api/types.ts';
import { OutIcon } from '../components/icons.tsx';
import { operate } from '../state/acts.ts';
import { go, pathOf, placeOfLink } from '../state/place.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { useMessage } from './message-context.ts';

const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'secondary', 'premium'];
const LINK = 5;

export function PartButton({ part }: { part: Part }) {
  const session = useSession();
  const message = useMessage();
  const waiting = useWorld((world) =>
    world.notices.some((item) => item.messageId === message.id && item.text === null),
  );
  const content = (
    <>
      {part.emoji && (
        <span className="emoji" aria-hidden={part.label ? true : undefined}>
          {part.emoji.id ? '◆' : part.emoji.name}
        </span>
      )}
      {part.label}
    </>
  );
  if (part.style === LINK && !part.disabled) {
    const place = placeOfLink(part.url ?? '');
    return (
      <a
        className="button secondary"
        href={part.url}
        target="_blank"
        rel="noreferrer noopener"
        onClick={(event) => {
          if (!place) return;
          event.preventDefault();
          go(pathOf(place.serverId!, place.channelId, place.messageId ?? undefined));
        }}
      >
        {content}
        <OutIcon size={16} />
      </a>
    );
  }
  return (
    <button
      type="button"
      className={`button ${STYLES[part.style ?? 2]}`}
      disabled={part.disabled}
      aria-disabled={waiting || undefined}
      onClick={() => {
        if (!waiting && part.custom_id) void operate(session, message, part.custom_id);
      }}
    >
      {content}
      {part.style === LINK && <OutIcon size={16} />}
    </button>
  );
}
