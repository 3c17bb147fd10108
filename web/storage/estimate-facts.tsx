import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import { formatCount, formatExpectedDuration } from './format-amount.ts';
import styles from './move-offer.module.css';
import type { Estimate } from './move-view.ts';
import { storageStrings } from './strings.en.ts';

/** What would move, how long copying takes, and how long writing waits. */
export function EstimateFacts({
  estimate: { rows, bytes, copyMs, pauseMs },
}: {
  estimate: Estimate;
}) {
  const t = useT(storageStrings);
  const values = {
    rows:
      rows === 0
        ? t('storage.estimate.rows_value_none')
        : t('storage.estimate.rows_value', { rows: formatCount(t, rows) }),
    copy: formatExpectedDuration(t, copyMs),
    pause: formatExpectedDuration(t, pauseMs),
  };
  return (
    <dl className={styles.facts}>
      {(['rows', 'copy', 'pause'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`storage.estimate.${name}`)}</dt>
          <dd>
            {values[name]}
            <small>{t(`storage.estimate.${name}_hint`, { size: formatBytes(t, bytes) })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
