import { Tooltip } from '@mantine/core';
import { useT } from '../strings/use-t.ts';
import styles from './live-dot.module.css';
import { useLiveState } from './live-updates.tsx';

/** The state of the live connection. */
export function LiveDot() {
  const t = useT();
  const state = useLiveState();
  if (state === 'off') return null;
  return (
    <Tooltip label={t(`live.${state}_long`)} multiline maw={240}>
      <span className={styles.live} data-state={state} role="status" data-script-only>
        <span className={styles.dot} />
        {t(`live.${state}`)}
      </span>
    </Tooltip>
  );
}
