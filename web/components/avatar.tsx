import type { CSSProperties } from 'react';
import { createCoverStyle } from '../presenters/cover-style.ts';
import { getInitials } from '../presenters/get-initials.ts';
import styles from './avatar.module.css';

interface Props {
  name: string;
  /** Only addresses that the server handed over. */
  url?: string | null;
  size: number;
  /** People are round, servers are not. */
  shape?: 'round' | 'square';
}

/** A picture beside a name. Initials are drawn by the style sheet: they are no text to be read. */
export function Avatar({ name, url, size, shape = 'round' }: Props) {
  return (
    <span
      className={styles.avatar}
      data-shape={shape}
      data-initials={url ? undefined : getInitials(name)}
      style={{ ...createCoverStyle(name), '--size': `${size}px` } as CSSProperties}
      aria-hidden="true"
    >
      {url && <img src={url} alt="" width={size} height={size} loading="lazy" decoding="async" />}
    </span>
  );
}
