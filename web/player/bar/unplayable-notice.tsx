import { Link } from '@remix-run/react';
import { useT } from '../../strings/use-t.ts';
import type { PlayableDemo } from '../playable-track.ts';
import { usePlayerState } from '../player-context.ts';
import styles from './player-bar.module.css';
import { toDemoPath } from './queue.ts';
import { barStrings } from './strings.en.ts';

/** For a demo whose link has no player. */
export function UnplayableNotice({ demo, guildId }: { demo: PlayableDemo; guildId: string }) {
  const t = useT(barStrings);
  const queue = usePlayerState((state) => state.queue);
  return (
    <div className={styles.notice} role="status">
      <p>{t('player.unplayable')}</p>
      <Link className={styles.link} to={toDemoPath(queue, guildId, demo.number)}>
        {t('player.open_page')}
      </Link>
    </div>
  );
}
