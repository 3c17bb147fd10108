import type { ReactNode } from 'react';
import { go, usePlace } from '../state/place.ts';

interface Props {
  path: string;
  channelId: string;
  className: string;
  fresh?: boolean;
  children: ReactNode;
}

export function PlaceLink({ path, channelId, className, fresh, children }: Props) {
  const { as, channelId: current } = usePlace();
  return (
    <a
      href={as ? `${path}?as=${as}` : path}
      className={className}
      aria-current={current === channelId ? 'page' : undefined}
      data-fresh={fresh || undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(path);
      }}
    >
      {children}
    </a>
  );
}
