import { Link } from '@remix-run/react';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { Cover } from '../../components/cover.tsx';
import { IconArrowUpRight } from '../../components/icons.ts';
import { StatusTag } from '../../components/status-tag.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import type { Demo } from '../../submissions/index.ts';
import { Timestamp } from '../../times/timestamp.tsx';
import { listenStrings } from '../strings.en.ts';
import type { ListeningQueue } from '../use-listening-queue.ts';
import styles from './focused-demo.module.css';

/** The demo that one listens to: its cover and its names, large. */
export function FocusedDemo({ demo, queue }: { demo: Demo; queue: ListeningQueue }) {
  const t = useT(listenStrings);
  const { guildId } = useShell();
  return (
    <header className={styles.stage}>
      <div className={styles.cover}>
        <Cover seed={demo.artist + demo.title} src={demo.coverUrl} />
      </div>
      <div className={styles.names}>
        <h2 id="demo-title" className={styles.title} dir="auto" title={demo.title}>
          {demo.title}
        </h2>
        <p className={styles.artist}>
          <bdi title={demo.artist}>{demo.artist}</bdi>
        </p>
        <p className={styles.facts}>
          {demo.hasLink ? PLATFORM_NAMES[demo.platform] : t('listen.file')}
          {' · '}
          <Timestamp at={demo.createdAt} />
          {' · '}
          <Link
            to={`/g/${guildId}/submissions/${demo.number}`}
            className={styles.page}
            aria-label={t('listen.open_page', { number: demo.number })}
          >
            {t('listen.number', { number: demo.number })}
            <IconArrowUpRight size={14} stroke={2} aria-hidden="true" />
          </Link>
        </p>
        <ul className={styles.tags}>
          <li className={styles.status}>
            <StatusTag status={queue.status ?? demo.status} />
          </li>
          {demo.genre && (
            <li>
              <bdi>{demo.genre}</bdi>
            </li>
          )}
          {demo.isDuplicate && <li className={styles.warn}>{t('listen.duplicate')}</li>}
        </ul>
      </div>
    </header>
  );
}
