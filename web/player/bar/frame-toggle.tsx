import { ActionIcon } from '@mantine/core';
import type { EmbedPlatform } from '../../../domain/links/embed.ts';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { IconChevronDown } from '../../components/icons.ts';
import { useT } from '../../strings/use-t.ts';
import styles from './player-bar.module.css';
import { barStrings } from './strings.en.ts';

interface Props {
  platform: EmbedPlatform;
  isCollapsed: boolean;
  onToggle: () => void;
}

/** Hides the platform's frame, which goes on playing. */
export function FrameToggle({ platform, isCollapsed, onToggle }: Props) {
  const t = useT(barStrings);
  const names = { platform: PLATFORM_NAMES[platform] };
  return (
    <ActionIcon
      className={styles.fold}
      aria-label={isCollapsed ? t('player.expand', names) : t('player.collapse', names)}
      aria-expanded={!isCollapsed}
      aria-controls="player-frame"
      onClick={onToggle}
    >
      <IconChevronDown size={18} stroke={1.75} />
    </ActionIcon>
  );
}
