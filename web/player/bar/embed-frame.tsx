import type { CSSProperties } from 'react';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { useT } from '../../strings/use-t.ts';
import type { PlayableSource, PlayableTrack } from '../playable-track.ts';
import styles from './embed-frame.module.css';
import { FRAME_POLICIES } from './frame-policies.ts';
import { barStrings } from './strings.en.ts';

interface Props {
  track: PlayableTrack;
  source: Extract<PlayableSource, { kind: 'embed' }>;
  /** Hidden, not removed: it goes on playing. */
  isCollapsed: boolean;
}

/** The platform's own player. It is made when somebody pressed play, and the address is of our making. */
export function EmbedFrame({ track, source, isCollapsed }: Props) {
  const t = useT(barStrings);
  const platform = PLATFORM_NAMES[source.platform];
  const { sandbox, referrerPolicy } = FRAME_POLICIES[source.platform];
  const style = { '--frame-height': `${source.height}px` } as CSSProperties;
  return (
    <>
      {isCollapsed && <p className={styles.note}>{t('player.framed', { platform })}</p>}
      <iframe
        id="player-frame"
        className={styles.frame}
        style={style}
        data-platform={source.platform}
        data-collapsed={isCollapsed || undefined}
        src={source.url}
        sandbox={sandbox}
        referrerPolicy={referrerPolicy}
        allow="autoplay; encrypted-media"
        loading="eager"
        title={t('player.frame', {
          title: track.demo.title,
          artist: track.demo.artist,
          platform,
        })}
      />
    </>
  );
}
