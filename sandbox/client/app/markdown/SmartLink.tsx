import type { ReactNode } from 'react';
import { go, pathOf, placeOfLink } from '../state/place.ts';

/** Links to channels and messages stay in the client; all others open a tab. */
export function SmartLink({ href, children }: { href: string; children: ReactNode }) {
  const place = placeOfLink(href);
  if (!place)
    return (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  const path = pathOf(place.serverId!, place.channelId, place.messageId ?? undefined);
  return (
    <a
      href={path}
      onClick={(event) => {
        event.preventDefault();
        go(path);
      }}
    >
      {children}
    </a>
  );
}
