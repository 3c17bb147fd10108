import type { CSSProperties } from 'react';
import styles from './avatar.module.css';
import { createCoverStyle } from './cover-style.ts';

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

/** The initials of a name: one or two grapheme clusters. */
function getInitials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const firstCharacter = (word: string | undefined) =>
    word ? ([...new Intl.Segmenter('en').segment(word)][0]?.segment ?? '') : '';
  const isLatin = /^\p{Script=Latin}/u.test(words[0] ?? '');
  const second = isLatin && words.length > 1 ? firstCharacter(words[1]) : '';
  return (firstCharacter(words[0]) + second).toUpperCase() || '?';
}
