import { operatorT } from '../catalogues/operator.ts';
import type { Cluster } from '../presenters/operator.ts';
import look from './clusters.module.css';

/** Connections as a bar: busy, open, and what is still allowed. */
export function Pool({ used, open, max }: Cluster['pool']) {
  const share = (n: number) => `${Math.min(100, (n / Math.max(1, max)) * 100)}%`;
  return (
    <div className={look.pool}>
      <p>
        <span>{operatorT('clusters.pool')}</span>
        <span>{operatorT('clusters.pool_text', { used, open, max })}</span>
      </p>
      <div className={look.bar} aria-hidden="true">
        <i style={{ width: share(open) }} />
        <b style={{ width: share(used) }} data-full={used >= max * 0.8 || undefined} />
      </div>
    </div>
  );
}
