import type { CSSProperties } from 'react';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { createCoverStyle } from '../../components/cover-style.ts';
import { IconArrowUpRight, IconPlay } from '../../components/icons.ts';
import { VinylArtwork } from '../../components/vinyl-artwork.tsx';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import type { Demo } from './demo-view.ts';
import styles from './listen-link.module.css';
import { getDisplayHost } from './safe-url.ts';

/** The link to the track. Nothing is fetched from the platform until it is followed. */
export function ListenLink({ demo }: { demo: Demo }) {
  const t = useT(submissionsStrings);
  const style = createCoverStyle(demo.artist + demo.title) as CSSProperties;
  if (!demo.url) {
    return (
      <div className={styles.listen} style={style}>
        <p className={styles.none}>{t('demo.no_link')}</p>
      </div>
    );
  }
  return (
    <a
      className={styles.listen}
      style={style}
      href={demo.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <VinylArtwork />
      <span className={styles.play}>
        <IconPlay size={20} />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>
          {demo.platform === 'other'
            ? t('demo.listen_link')
            : t('demo.listen', { platform: PLATFORM_NAMES[demo.platform] })}
          <IconArrowUpRight size={16} stroke={2} aria-hidden="true" />
        </span>
        <span className={styles.hint}>
          {t('demo.listen_hint', { host: getDisplayHost(demo.url) })}
        </span>
      </span>
    </a>
  );
}
