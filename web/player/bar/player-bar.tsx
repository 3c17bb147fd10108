import { ActionIcon } from '@mantine/core';
import { useRef, useState } from 'react';
import { IconX } from '../../components/icons.ts';
import { useDelayed } from '../../components/use-delayed.ts';
import { useT } from '../../strings/use-t.ts';
import { PlayButton } from '../play-button.tsx';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { EmbedFrame } from './embed-frame.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { FileTimeline } from './file-timeline.tsx';
import { FrameToggle } from './frame-toggle.tsx';
import { IconNext, IconPrevious } from './icons.ts';
import { LoopButton } from './loop-button.tsx';
import { NowPlaying } from './now-playing.tsx';
import styles from './player-bar.module.css';
import { SpeedSelect } from './speed-select.tsx';
import { barStrings } from './strings.en.ts';
import { UnplayableNotice } from './unplayable-notice.tsx';
import { useBarKeys } from './use-bar-keys.ts';
import { useBarLayout } from './use-bar-layout.ts';
import { useLoop } from './use-loop.ts';
import { useMediaSession } from './use-media-session.ts';
import { useStep } from './use-step.ts';
import { VolumeControl } from './volume-control.tsx';

/** What is heard, at the foot of every page of the guild, until it is closed. */
export default function PlayerBar({ guildId }: { guildId: string }) {
  const t = useT(barStrings);
  const player = usePlayer();
  const demo = usePlayerState((state) => state.demo);
  const track = usePlayerState((state) => state.track);
  const phase = usePlayerState((state) => state.phase);
  const [isCollapsed, setCollapsed] = useState(false);
  const bar = useRef<HTMLElement>(null);
  const { next, previous, step } = useStep(guildId);
  const isWaiting = useDelayed(phase === 'loading');
  useBarLayout(bar);
  useBarKeys(step);
  useMediaSession(step);
  useLoop();
  if (!demo) return null;
  const source = track?.source;
  const isPlaying = phase === 'playing' || phase === 'loading';
  return (
    <section
      className={styles.bar}
      ref={bar}
      aria-label={t('player.label')}
      data-kind={source?.kind}
      data-collapsed={isCollapsed || undefined}
    >
      <NowPlaying demo={demo} guildId={guildId} />
      <div className={styles.transport}>
        <ActionIcon
          className={styles.previous}
          aria-label={t('player.previous')}
          disabled={!previous}
          onClick={() => step(-1)}
        >
          <IconPrevious size={16} />
        </ActionIcon>
        {source?.kind !== 'embed' && (
          <PlayButton
            label={isPlaying ? t('player.pause') : t('player.play')}
            isPlaying={isPlaying}
            isLoading={isWaiting}
            size={40}
            keys="Space"
            onPress={() => player.toggle()}
          />
        )}
        <ActionIcon aria-label={t('player.next')} disabled={!next} onClick={() => step(1)}>
          <IconNext size={16} />
        </ActionIcon>
      </div>
      <div className={styles.middle}>
        {phase === 'failed' ? (
          <FailureNotice guildId={guildId} />
        ) : phase === 'unplayable' ? (
          <UnplayableNotice demo={demo} guildId={guildId} />
        ) : source?.kind === 'embed' && track ? (
          <EmbedFrame key={track.id} track={track} source={source} isCollapsed={isCollapsed} />
        ) : (
          <FileTimeline peaks={source?.kind === 'file' ? source.peaks : null} />
        )}
      </div>
      <div className={styles.tools}>
        {source?.kind === 'file' && (
          <>
            <LoopButton />
            <SpeedSelect />
            <VolumeControl />
          </>
        )}
        {source?.kind === 'embed' && (
          <FrameToggle
            platform={source.platform}
            isCollapsed={isCollapsed}
            onToggle={() => setCollapsed(!isCollapsed)}
          />
        )}
      </div>
      <ActionIcon
        className={styles.close}
        aria-label={t('player.close')}
        onClick={() => player.close()}
      >
        <IconX size={18} stroke={1.75} />
      </ActionIcon>
    </section>
  );
}
