import type { CSSProperties } from 'react';
import styles from './cover.module.css';
import { createCoverStyle } from './cover-style.ts';

interface Props {
  /** What the drawn cover follows from: artist and title. */
  seed: string;
  /** The artwork, on our own origin; it lies on the drawn cover, which is seen if it fails. */
  src?: string | null;
  /** px; absent: the style's. */
  size?: number;
}

/** The cover of a track: its artwork, or a drawn one where none is known. */
export function Cover({ seed, src, size }: Props) {
  return (
    <span
      className={styles.cover}
      style={{ ...createCoverStyle(seed), ...(size && { '--size': `${size}px` }) } as CSSProperties}
      aria-hidden="true"
    >
      {src && (
        // `loading` before `src`: some browsers begin to load otherwise.
        <img loading="lazy" src={src} width={size ?? 84} height={size ?? 84} alt="" />
      )}
    </span>
  );
}
