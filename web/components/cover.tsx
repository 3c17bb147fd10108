import type { CSSProperties } from 'react';
import styles from './cover.module.css';
import { createCoverStyle } from './cover-style.ts';

/**
 * The generated cover of a track: its sleeve, until artwork is known. Without a size: the style's.
 */
export function Cover({ seed, size }: { seed: string; size?: number }) {
  return (
    <span
      className={styles.cover}
      style={{ ...createCoverStyle(seed), ...(size && { '--size': `${size}px` }) } as CSSProperties}
      aria-hidden="true"
    />
  );
}
