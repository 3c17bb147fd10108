import { Link } from '@remix-run/react';
import { Cover } from '../../components/cover.tsx';
import type { PlayableDemo } from '../playable-track.ts';
import { usePlayerState } from '../player-context.ts';
import styles from './player-bar.module.css';
import { toDemoPath } from './queue.ts';

/** The demo's cover and names, which lead to its page. */
export function NowPlaying({ demo, guildId }: { demo: PlayableDemo; guildId: string }) {
  const queue = usePlayerState((state) => state.queue);
  return (
    <Link to={toDemoPath(queue, guildId, demo.number)} className={styles.now} prefetch="intent">
      <Cover seed={demo.artist + demo.title} src={demo.coverUrl} size={40} />
      <span className={styles.names}>
        <bdi className={styles.title}>{demo.title}</bdi>
        <bdi className={styles.artist}>{demo.artist}</bdi>
      </span>
    </Link>
  );
}
