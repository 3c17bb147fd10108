import type { MessageComponent } from '../api/types.ts';
import { ExternalLinkIcon } from '../components/icons.tsx';
import { activateComponent } from '../state/actions.ts';
import { createPath, navigateTo, parseLink } from '../state/app-location.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { useMessage } from './message-context.ts';
import { PremiumButton } from './PremiumButton.tsx';

const STYLE_CLASSES = ['', 'primary', 'secondary', 'success', 'danger', 'secondary'];
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

export function ButtonComponent({ component }: { component: MessageComponent }) {
  return component.style === PREMIUM_STYLE ? (
    <PremiumButton component={component} />
  ) : (
    <PlainButton component={component} />
  );
}

function PlainButton({ component }: { component: MessageComponent }) {
  const session = useSession();
  const message = useMessage();
  const isPending = useClientState((state) =>
    state.notices.some((item) => item.messageId === message.id && item.text === null),
  );
  const content = (
    <>
      {component.emoji && (
        <span className="emoji" aria-hidden={component.label ? true : undefined}>
          {component.emoji.id ? '◆' : component.emoji.name}
        </span>
      )}
      {component.label}
    </>
  );
  if (component.style === LINK_STYLE && !component.disabled) {
    const target = parseLink(component.url ?? '');
    return (
      <a
        className="button secondary"
        href={component.url}
        target="_blank"
        rel="noreferrer noopener"
        onClick={(event) => {
          if (!target) return;
          event.preventDefault();
          navigateTo(createPath(target.serverId!, target.channelId, target.messageId ?? undefined));
        }}
      >
        {content}
        <ExternalLinkIcon size={16} />
      </a>
    );
  }
  return (
    <button
      type="button"
      className={`button ${STYLE_CLASSES[component.style ?? 2]}`}
      disabled={component.disabled}
      aria-disabled={isPending || undefined}
      onClick={() => {
        if (!isPending && component.custom_id)
          void activateComponent(session, message, component.custom_id);
      }}
    >
      {content}
      {component.style === LINK_STYLE && <ExternalLinkIcon size={16} />}
    </button>
  );
}
