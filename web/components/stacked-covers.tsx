import { Cover } from './cover.tsx';
import styles from './stacked-covers.module.css';

/** Three fanned-out covers, for empty states. */
export function StackedCovers() {
  return (
    <span className={styles.sleeves}>
      <Cover seed="Kaltes Klares Wasser" size={56} />
      <Cover seed="Basement Letters" size={56} />
      <Cover seed="Glass Horizon" size={56} />
    </span>
  );
}
