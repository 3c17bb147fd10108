import { storageT } from '../strings/storage.ts';
import { formatBytes, formatCount, formatExpectedDuration } from './format-amount.ts';
import styles from './move-offer.module.css';
import type { Estimate } from './move-view.ts';

/** What would move, how long copying takes, and how long writing waits. */
export function EstimateFacts({
  estimate: { rows, bytes, copyMs, pauseMs },
}: {
  estimate: Estimate;
}) {
  const values = {
    rows:
      rows === 0
        ? storageT('estimate.rows_value_none')
        : storageT('estimate.rows_value', { rows: formatCount(rows) }),
    copy: formatExpectedDuration(copyMs),
    pause: formatExpectedDuration(pauseMs),
  };
  return (
    <dl className={styles.facts}>
      {(['rows', 'copy', 'pause'] as const).map((name) => (
        <div key={name}>
          <dt>{storageT(`estimate.${name}`)}</dt>
          <dd>
            {values[name]}
            <small>{storageT(`estimate.${name}_hint`, { size: formatBytes(bytes) })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
