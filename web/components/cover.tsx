import type { CSSProperties } from 'react';
import { cover } from '../presenters/cover.ts';
import look from './cover.module.css';

/** The generated cover of a track: its sleeve, until artwork is known. */
export function Cover({ seed, size }: { seed: string; size: number }) {
  return (
    <span
      className={look.cover}
      style={{ ...cover(seed), '--size': `${size}px` } as CSSProperties}
      aria-hidden="true"
    />
  );
}
