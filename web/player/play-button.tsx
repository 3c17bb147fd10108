import { IconPause, IconPlay } from '../components/icons.ts';
import styles from './play-button.module.css';

interface Props {
  label: string;
  isPlaying: boolean;
  /** It is not heard yet; told by a ring around the button. */
  isLoading?: boolean;
  size: number;
  keys?: string;
  onPress: () => void;
}

/** The round button that starts and pauses. */
export function PlayButton({ label, isPlaying, isLoading = false, size, keys, onPress }: Props) {
  const PressIcon = isPlaying ? IconPause : IconPlay;
  return (
    <button
      type="button"
      className={styles.button}
      style={{ '--size': `${size}px` } as React.CSSProperties}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-busy={isLoading || undefined}
      data-playing={isPlaying || undefined}
      data-script-only
      onClick={onPress}
    >
      <PressIcon size={Math.round(size * 0.4)} aria-hidden="true" />
    </button>
  );
}
