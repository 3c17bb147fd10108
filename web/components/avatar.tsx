import type { CSSProperties } from 'react';
import { cover } from '../presenters/cover.ts';
import { initials } from '../presenters/initials.ts';
import look from './avatar.module.css';

interface Props {
  name: string;
  /** Only addresses that the server handed over. */
  url?: string | null;
  size: number;
  /** People are round, servers are not. */
  shape?: 'round' | 'square';
}

export function Avatar({ name, url, size, shape = 'round' }: Props) {
  const style = { ...cover(name), '--size': `${size}px` } as CSSProperties;
  return (
    <span
      className={look.avatar}
      data-shape={shape}
      data-plain={url ? undefined : ''}
      style={style}
      aria-hidden="true"
    >
      {url ? (
        <img src={url} alt="" width={size} height={size} loading="lazy" decoding="async" />
      ) : (
        initials(name)
      )}
    </span>
  );
}
