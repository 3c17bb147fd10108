import type { ReactNode } from 'react';
import { createPath, navigateTo, parseLink } from '../state/app-location.ts';

/** Links to channels and messages stay in the client; all others open a tab. */
export function SmartLink({ href, children }: { href: string; children: ReactNode }) {
  const target = parseLink(href);
  if (!target)
    return (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  const path = createPath(target.serverId!, target.channelId, target.messageId ?? undefined);
  return (
    <a
      href={path}
      onClick={(event) => {
        event.preventDefault();
        navigateTo(path);
      }}
    >
      {children}
    </a>
  );
}
