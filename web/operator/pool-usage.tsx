import { operatorT } from '../catalogues/operator.ts';
import type { ClusterStatus } from '../presenters/operator.ts';
import styles from './clusters.module.css';

/** Connections as a bar: busy, open, and what is still allowed. */
export function PoolUsage({ used, open, max }: ClusterStatus['pool']) {
  const toPercent = (n: number) => `${Math.min(100, (n / Math.max(1, max)) * 100)}%`;
  return (
    <div className={styles.pool}>
      <p>
        <span>{operatorT('clusters.pool')}</span>
        <span>{operatorT('clusters.pool_text', { used, open, max })}</span>
      </p>
      <div className={styles.bar} aria-hidden="true">
        <i style={{ width: toPercent(open) }} />
        <b style={{ width: toPercent(used) }} data-full={used >= max * 0.8 || undefined} />
      </div>
    </div>
  );
}
