import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { Banner } from '../components/banner.tsx';
import { outageKey } from '../presenters/code.ts';
import type { Notice, Parked } from '../presenters/notices.ts';
import type { Shell } from '../presenters/shell.ts';
import { useClock } from '../times/clock.tsx';
import { dayOf } from '../times/day.ts';
import { When } from '../times/when.tsx';
import look from './notices.module.css';

/** What is the matter with the label's storage, above every page but the one that tells it in full. */
export function Notices({ shell: { guildId, isAdmin, notices } }: { shell: Shell }) {
  const t = useT();
  const { pathname } = useLocation();
  const page = `/g/${guildId}/settings/storage`;
  if (notices.length === 0 || pathname.startsWith(page)) return null;
  return (
    <section className={look.notices} aria-label={t('notices.label')}>
      {notices.map((notice) => (
        <NoticeBanner
          key={notice.kind}
          notice={notice}
          act={
            isAdmin && (
              <Link to={page} className={look.link}>
                {t('notices.open')}
              </Link>
            )
          }
        />
      ))}
    </section>
  );
}

function NoticeBanner({ notice, act }: { notice: Notice; act: ReactNode }) {
  const t = useT();
  const { now } = useClock();
  switch (notice.kind) {
    case 'away':
      return (
        <Banner
          tone="bad"
          act={act}
          title={
            <>
              {t('notices.away_since')} <When at={notice.since} as="stamp" />
            </>
          }
        >
          {t(`notices.code.${outageKey(notice.code)}`)}
          <Waiting count={notice.count} parked={notice.parked} />
        </Banner>
      );
    case 'away_staff':
      return (
        <Banner tone="bad" title={t('notices.away_staff')}>
          {t('notices.away_staff_text')}
          <Waiting count={notice.parked.length} parked={notice.parked} />
        </Banner>
      );
    case 'rotation':
      return (
        <Banner tone="warn" act={act} title={t('notices.rotation')}>
          {t('notices.rotation_text')}
        </Banner>
      );
    case 'moving':
      return (
        <Banner
          tone="wait"
          act={act}
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
    case 'leave':
      return notice.by > now ? (
        <Banner tone="warn" act={act} title={t('notices.leave')}>
          {t('notices.leave_text', { date: dayOf(notice.by) })}
        </Banner>
      ) : (
        <Banner tone="bad" act={act} title={t('notices.leave_over')}>
          {t('notices.leave_over_text')}
        </Banner>
      );
  }
}

/** Demos that wait until the database is back; what is known of them meanwhile. */
function Waiting({ count, parked }: { count: number; parked: readonly Parked[] }) {
  const t = useT();
  if (count === 0) return null;
  const text = t('notices.parked', { count });
  if (parked.length === 0) return <p>{text}</p>;
  return (
    <details className={look.waiting}>
      <summary>{text}</summary>
      <ul>
        {parked.map(({ artist, title, at }) => (
          <li key={`${at} ${title}`}>
            <bdi>{title}</bdi> – <bdi>{artist}</bdi>, <When at={at} />
          </li>
        ))}
      </ul>
    </details>
  );
}
