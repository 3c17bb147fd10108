import type { CSSProperties } from 'react';
import { cover } from '../presenters/cover.ts';
import look from './cover.module.css';

/** The generated cover of a track: its sleeve, until artwork is known. Without a size: the style's. */
export function Cover({ seed, size }: { seed: string; size?: number }) {
  return (
    <span
      className={look.cover}
      style={{ ...cover(seed), ...(size && { '--size': `${size}px` }) } as CSSProperties}
      aria-hidden="true"
    />
  );
}
