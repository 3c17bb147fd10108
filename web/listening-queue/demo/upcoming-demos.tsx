import { Link } from '@remix-run/react';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { Cover } from '../../components/cover.tsx';
import { useT } from '../../strings/use-t.ts';
import { listenStrings } from '../strings.en.ts';
import type { ListeningQueue } from '../use-listening-queue.ts';
import styles from './upcoming-demos.module.css';

const SHOWN = 4;

/** What comes next, small. */
export function UpcomingDemos({ queue }: { queue: ListeningQueue }) {
  const t = useT(listenStrings);
  return (
    <section aria-labelledby="coming" className={styles.coming}>
      <h2 id="coming" className={styles.heading}>
        {t('listen.coming')}
      </h2>
      {queue.upcoming.length === 0 ? (
        <p className={styles.none}>{t('listen.coming_none')}</p>
      ) : (
        <ol>
          {queue.upcoming.slice(0, SHOWN).map((demo) => (
            <li key={demo.number}>
              <Link
                to={`${queue.pathname}?demo=${demo.number}`}
                className={styles.demo}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  queue.open(demo);
                }}
              >
                <Cover seed={demo.artist + demo.title} src={demo.coverUrl} size={36} />
                <span className={styles.names}>
                  <bdi className={styles.title}>{demo.title}</bdi>
                  <span className={styles.artist}>
                    <bdi>{demo.artist}</bdi>
                    {` · ${demo.hasLink ? PLATFORM_NAMES[demo.platform] : t('listen.file')}`}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
