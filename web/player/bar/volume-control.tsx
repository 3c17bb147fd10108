import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { IconMuted, IconVolume } from './icons.ts';
import styles from './player-bar.module.css';
import { barStrings } from './strings.en.ts';

/** Not on touch screens, whose volume is the device's. */
export function VolumeControl() {
  const t = useT(barStrings);
  const player = usePlayer();
  const volume = usePlayerState((state) => state.volume);
  const isMuted = usePlayerState((state) => state.isMuted);
  const isSilent = isMuted || volume === 0;
  const VolumeIcon = isSilent ? IconMuted : IconVolume;
  const percent = Math.round((isMuted ? 0 : volume) * 100);
  return (
    <div className={styles.volume}>
      <button
        type="button"
        className={styles.tool}
        aria-label={isSilent ? t('player.unmute') : t('player.mute')}
        onClick={() => player.setVolume({ isMuted: !isSilent, volume: volume || 1 })}
      >
        <VolumeIcon size={18} stroke={1.75} />
      </button>
      <input
        type="range"
        className={styles.level}
        style={{ '--level': `${percent}%` } as React.CSSProperties}
        min={0}
        max={100}
        step={5}
        value={percent}
        aria-label={t('player.volume')}
        aria-valuetext={t('player.volume_value', { percent })}
        onChange={(event) =>
          player.setVolume({ volume: event.currentTarget.valueAsNumber / 100, isMuted: false })
        }
        onKeyDown={(event) => {
          if (event.key.startsWith('Arrow') && !event.shiftKey) event.stopPropagation();
        }}
      />
    </div>
  );
}
