import { useNavigation, useParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useDelayed } from '../components/use-delayed.ts';
import { DetailSkeleton } from '../detail/detail-skeleton.tsx';
import styles from './inbox.module.css';

/** The open demo; when the next one takes its time, the shape of what comes. */
export function DetailSlot({ children }: { children: ReactNode }) {
  const { number } = useParams();
  const { state, location } = useNavigation();
  const nextNumber = /\/submissions\/(\d+)$/.exec(location?.pathname ?? '')?.[1];
  const isLoadingNext = useDelayed(
    state === 'loading' && nextNumber !== undefined && nextNumber !== number,
  );
  return (
    <div className={styles.slot} aria-busy={isLoadingNext || undefined}>
      {isLoadingNext ? <DetailSkeleton /> : children}
    </div>
  );
}
