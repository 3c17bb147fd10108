import type { CSSProperties, ReactNode } from 'react';
import { PLATFORM_NAMES, type Platform } from '../../domain/links/platform.ts';
import { createCoverStyle } from '../components/cover-style.ts';
import { IconArrowUpRight } from '../components/icons.ts';
import { VinylArtwork } from '../components/vinyl-artwork.tsx';
import { useT } from '../strings/use-t.ts';
import { FileTrack, type FileTrackProps } from './file-track.tsx';
import { PlayButton } from './play-button.tsx';
import type { PlayableTrack } from './playable-track.ts';
import { usePlayer, usePlayerState } from './player-context.ts';
import { trackStrings } from './strings.en.ts';
import { togglePlayback } from './toggle-playback.ts';
import styles from './track-player.module.css';

interface Props {
  tracks: readonly PlayableTrack[];
  /** The demo's link, where the platform's own player has it too. */
  link: { url: string | null; platform: Platform };
  /** The key that plays the first one, as screen readers are told it. */
  keys: string;
}

/** What can be heard of a demo, each with its button. */
export function TrackList({ tracks, link, keys }: Props) {
  const t = useT(trackStrings);
  const [first] = tracks;
  if (!first) return null;
  return (
    <section className={styles.tracks} aria-label={t('track.label')}>
      {tracks.map((track) => {
        const trackKeys = track === first ? keys : undefined;
        return isFileTrack(track) ? (
          <FileTrack key={track.id} track={track} keys={trackKeys} />
        ) : (
          <EmbedTrack key={track.id} track={track} keys={trackKeys}>
            {link.url && <PlatformLink url={link.url} platform={link.platform} />}
          </EmbedTrack>
        );
      })}
    </section>
  );
}

const isFileTrack = (track: PlayableTrack): track is FileTrackProps['track'] =>
  track.source.kind === 'file';

interface EmbedTrackProps {
  track: PlayableTrack;
  keys: string | undefined;
  children: ReactNode;
}

/** The platform's player, before it is asked for. Nothing is fetched from the platform until then. */
function EmbedTrack({ track, keys, children }: EmbedTrackProps) {
  const t = useT(trackStrings);
  const player = usePlayer();
  const isOpen = usePlayerState((state) => state.track?.id === track.id);
  if (track.source.kind !== 'embed') return null;
  const { title, artist } = track.demo;
  const platform = PLATFORM_NAMES[track.source.platform];
  return (
    <div className={styles.embed} style={createCoverStyle(artist + title) as CSSProperties}>
      <VinylArtwork isTurning={isOpen} />
      <PlayButton
        label={isOpen ? t('track.show', { platform }) : t('track.play_from', { title, platform })}
        isPlaying={false}
        size={52}
        keys={keys}
        onPress={() => (isOpen ? togglePlayback(player) : player.play(track))}
      />
      <div className={styles.text}>
        <p className={styles.title}>
          <span data-script-only>
            {isOpen ? t('track.in_player') : t('track.from', { platform })}
          </span>
          <noscript>{platform}</noscript>
        </p>
        <p className={styles.hint}>
          {!isOpen && <span data-script-only>{t('track.loads', { platform })}</span>}
          {children}
        </p>
      </div>
    </div>
  );
}

function PlatformLink({ url, platform }: { url: string; platform: Platform }) {
  const t = useT(trackStrings);
  return (
    <a
      className={styles.link}
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-keyshortcuts="L"
    >
      {t('track.open', { platform: PLATFORM_NAMES[platform] })}
      <IconArrowUpRight size={14} stroke={2} aria-hidden="true" />
    </a>
  );
}
