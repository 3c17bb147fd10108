import { Skeleton } from '@mantine/core';
import { useT } from '../../strings/use-t.ts';
import styles from './detail-skeleton.module.css';

/** A placeholder while a demo loads. */
export function DetailSkeleton() {
  const t = useT();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('app.loading')}>
      <div className={styles.head}>
        <Skeleton width={84} height={84} radius={14} />
        <div className={styles.names}>
          <Skeleton width="52%" height={24} />
          <Skeleton width="34%" height={16} />
          <Skeleton width="26%" height={24} radius={99} />
        </div>
      </div>
      <Skeleton height={104} radius={14} />
      <div className={styles.columns}>
        <div className={styles.lines}>
          <Skeleton width="24%" height={12} />
          <Skeleton height={14} />
          <Skeleton width="86%" height={14} />
          <Skeleton width="62%" height={14} />
        </div>
        <div className={styles.lines}>
          <Skeleton width="40%" height={12} />
          <Skeleton height={14} />
          <Skeleton height={14} />
          <Skeleton height={14} />
        </div>
      </div>
    </div>
  );
}
