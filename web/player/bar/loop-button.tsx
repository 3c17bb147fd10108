import { Tooltip } from '@mantine/core';
import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { IconLoop } from './icons.ts';
import { advanceLoop } from './loop.ts';
import styles from './player-bar.module.css';
import { barStrings } from './strings.en.ts';

/** Sets the start of a repeated section, then its end, then neither. */
export function LoopButton() {
  const t = useT(barStrings);
  const player = usePlayer();
  const loop = usePlayerState((state) => state.loop);
  const label = !loop
    ? t('player.loop_start')
    : loop.endMs === null
      ? t('player.loop_end')
      : t('player.loop_clear');
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={styles.tool}
        aria-label={label}
        aria-keyshortcuts="B"
        data-state={loop ? (loop.endMs === null ? 'half' : 'on') : undefined}
        onClick={() => player.setLoop(advanceLoop(loop, player.getState().positionMs))}
      >
        <IconLoop size={17} stroke={1.75} />
      </button>
    </Tooltip>
  );
}
