import type { ReactNode } from 'react';
import { navigateTo, useAppLocation } from '../state/app-location.ts';

interface Props {
  path: string;
  channelId: string;
  className: string;
  isUnread?: boolean;
  children: ReactNode;
}

export function ChannelLink({ path, channelId, className, isUnread, children }: Props) {
  const { as, channelId: current } = useAppLocation();
  return (
    <a
      href={as ? `${path}?as=${as}` : path}
      className={className}
      aria-current={current === channelId ? 'page' : undefined}
      data-fresh={isUnread || undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigateTo(path);
      }}
    >
      {children}
    </a>
  );
}
