import { useNavigation, useParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useLate } from '../components/use-late.ts';
import { DetailSkeleton } from '../detail/detail-skeleton.tsx';
import look from './inbox.module.css';

/** The open demo; when the next one takes its time, the shape of what comes. */
export function DetailSlot({ children }: { children: ReactNode }) {
  const { number } = useParams();
  const { state, location } = useNavigation();
  const coming = /\/submissions\/(\d+)$/.exec(location?.pathname ?? '')?.[1];
  const isComing = useLate(state === 'loading' && coming !== undefined && coming !== number);
  return (
    <div className={look.slot} aria-busy={isComing || undefined}>
      {isComing ? <DetailSkeleton /> : children}
    </div>
  );
}
