import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import styles from './player-bar.module.css';
import { SPEEDS } from './speeds.ts';
import { barStrings } from './strings.en.ts';

export function SpeedSelect() {
  const t = useT(barStrings);
  const player = usePlayer();
  const speed = usePlayerState((state) => state.speed);
  return (
    <select
      className={styles.speed}
      aria-label={t('player.speed')}
      value={speed}
      data-changed={speed !== 1 || undefined}
      onChange={(event) => {
        player.setSpeed(Number(event.currentTarget.value));
        // The page's keys work again at once.
        event.currentTarget.blur();
      }}
    >
      {SPEEDS.map((each) => (
        <option key={each} value={each}>
          {t('player.speed_value', { speed: each })}
        </option>
      ))}
    </select>
  );
}
