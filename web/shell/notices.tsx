import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Banner } from '../components/banner.tsx';
import { toOutageCode } from '../errors/connection-error-code.ts';
import { useT } from '../strings/use-t.ts';
import { useClock } from '../times/clock.tsx';
import { TimeSentence } from '../times/time-sentence.tsx';
import { Timestamp } from '../times/timestamp.tsx';
import styles from './notices.module.css';
import type { DeferredDemo, Notice } from './notices-view.ts';
import type { Shell } from './shell-view.ts';

/** Notices about the label's storage, above every page except the storage page. */
export function Notices({ shell: { guildId, isAdmin, notices } }: { shell: Shell }) {
  const t = useT();
  const { pathname } = useLocation();
  const storageUrl = `/g/${guildId}/settings/storage`;
  if (notices.length === 0 || pathname.startsWith(storageUrl)) return null;
  return (
    <section className={styles.notices} aria-label={t('notices.label')}>
      {notices.map((notice) => (
        <NoticeBanner
          key={notice.kind}
          notice={notice}
          action={
            isAdmin && (
              <Link to={storageUrl} className={styles.link}>
                {t('notices.open')}
              </Link>
            )
          }
        />
      ))}
    </section>
  );
}

function NoticeBanner({ notice, action }: { notice: Notice; action: ReactNode }) {
  const t = useT();
  const { now } = useClock();
  switch (notice.kind) {
    case 'away':
      return (
        <Banner
          tone="bad"
          action={action}
          title={
            <TimeSentence at={notice.since} format="stamp">
              {(time) => t('notices.away_since', { time })}
            </TimeSentence>
          }
        >
          {t(`notices.code.${toOutageCode(notice.code)}`)}
          <DeferredDemos count={notice.count} demos={notice.parked} />
        </Banner>
      );
    case 'away_staff':
      return (
        <Banner tone="bad" action={action} title={t('notices.away_staff')}>
          {t('notices.away_staff_text')}
          <DeferredDemos count={notice.parked.length} demos={notice.parked} />
        </Banner>
      );
    case 'rotation':
      return (
        <Banner tone="warn" action={action} title={t('notices.rotation')}>
          {t('notices.rotation_text')}
        </Banner>
      );
    case 'moving':
      return (
        <Banner
          tone="wait"
          action={action}
          title={
            notice.place ? t('notices.moving', { place: notice.place }) : t('notices.moving_own')
          }
        >
          {t('notices.moving_text')}
        </Banner>
      );
    case 'moving_staff':
      return (
        <Banner tone="wait" title={t('notices.moving_staff')}>
          {t('notices.moving_text')}
        </Banner>
      );
    case 'files':
      return (
        <Banner
          tone={notice.level === 'full' ? 'bad' : 'warn'}
          action={action}
          title={t(`notices.files_${notice.level}`)}
        >
          {t(`notices.files_${notice.level}_text`)}
        </Banner>
      );
    case 'leave':
      return notice.by > now ? (
        <Banner tone="warn" action={action} title={t('notices.leave')}>
          <TimeSentence at={notice.by} format="day">
            {(time) => t('notices.leave_text', { time })}
          </TimeSentence>
        </Banner>
      ) : (
        <Banner tone="bad" action={action} title={t('notices.leave_over')}>
          {t('notices.leave_over_text')}
        </Banner>
      );
  }
}

/** Deferred demos, held until the database is back. */
function DeferredDemos({ count, demos }: { count: number; demos: readonly DeferredDemo[] }) {
  const t = useT();
  if (count === 0) return null;
  const text = t('notices.parked', { count });
  if (demos.length === 0) return <p>{text}</p>;
  return (
    <details className={styles.waiting}>
      <summary>{text}</summary>
      <ul>
        {demos.map(({ artist, title, at }) => (
          <li key={`${at} ${title}`}>
            <bdi>{title}</bdi> – <bdi>{artist}</bdi>, <Timestamp at={at} />
          </li>
        ))}
      </ul>
    </details>
  );
}
