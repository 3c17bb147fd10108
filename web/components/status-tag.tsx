import type { Status } from '../../domain/submissions/status.ts';
import { useT } from '../strings/use-t.ts';
import { StatusGlyph } from './status-glyph.tsx';
import styles from './status-tag.module.css';

/** A status in its colour, shape and word. */
export function StatusTag({ status }: { status: Status }) {
  const t = useT();
  return (
    <span className={styles.tag} data-status={status}>
      <StatusGlyph status={status} />
      <span className={styles.word}>{t(`status.${status}`)}</span>
    </span>
  );
}
