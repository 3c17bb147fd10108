import { Tooltip } from '@mantine/core';
import { useT } from '../catalogues/use-t.ts';
import { useLive } from './live.tsx';
import look from './live-dot.module.css';

/** Whether what one sees is alive. */
export function LiveDot() {
  const t = useT();
  const state = useLive();
  if (state === 'off') return null;
  return (
    <Tooltip label={t(`live.${state}_long`)} multiline maw={240}>
      <span className={look.live} data-state={state} role="status">
        <span className={look.dot} />
        {t(`live.${state}`)}
      </span>
    </Tooltip>
  );
}
