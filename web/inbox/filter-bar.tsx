import { Link } from '@remix-run/react';
import { PLATFORM_NAMES, PLATFORMS } from '../../domain/links/platform.ts';
import { STATUSES, type Status } from '../../domain/submissions/status.ts';
import type { T } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import { IconX } from '../components/icons.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { type Filters, NO_FILTERS, PERIODS, VIEWS, writeFilters } from '../presenters/filters.ts';
import { FilterMenu } from './filter-menu.tsx';
import look from './filters.module.css';

/** Filters as links: they live in the address, and work without script. */
export function FilterBar({ filters, base }: { filters: Filters; base: string }) {
  const t = useT();
  const to = (change: Partial<Filters>) => base + writeFilters({ ...filters, ...change });
  const toggled = (status: Status) =>
    filters.status.includes(status)
      ? filters.status.filter((each) => each !== status)
      : [...filters.status, status];
  return (
    <div className={look.bar}>
      <FilterMenu
        name={t('inbox.status')}
        value={statusWord(t, filters)}
        isSet={filters.status.length > 0}
        options={[
          {
            key: 'any',
            label: t('inbox.status_any'),
            to: to({ status: [] }),
            isOn: filters.status.length === 0,
          },
          ...STATUSES.map((status) => ({
            key: status,
            label: t(`status.${status}`),
            icon: <StatusGlyph status={status} />,
            to: to({ status: toggled(status) }),
            isOn: filters.status.includes(status),
          })),
        ]}
      />
      <FilterMenu
        name={t('inbox.platform')}
        value={filters.platform ? PLATFORM_NAMES[filters.platform] : t('inbox.platform')}
        isSet={filters.platform !== null}
        options={[
          {
            key: 'any',
            label: t('inbox.platform_any'),
            to: to({ platform: null }),
            isOn: !filters.platform,
          },
          ...PLATFORMS.map((platform) => ({
            key: platform,
            label: PLATFORM_NAMES[platform],
            to: to({ platform }),
            isOn: filters.platform === platform,
          })),
        ]}
      />
      <FilterMenu
        name={t('inbox.period')}
        value={filters.period ? t(`period.${filters.period}`) : t('inbox.period')}
        isSet={filters.period !== null}
        options={[
          {
            key: 'any',
            label: t('inbox.period_any'),
            to: to({ period: null }),
            isOn: !filters.period,
          },
          ...PERIODS.map((period) => ({
            key: period,
            label: t(`period.${period}`),
            to: to({ period }),
            isOn: filters.period === period,
          })),
        ]}
      />
      {filters.genre && (
        <Link
          to={to({ genre: null })}
          className={look.chip}
          data-set=""
          aria-label={t('inbox.genre_remove', { genre: filters.genre })}
        >
          <bdi className={look.value}>{t('inbox.genre', { genre: filters.genre })}</bdi>
          <IconX size={12} stroke={2.5} />
        </Link>
      )}
      {writeFilters(filters) && (
        <Link to={base + writeFilters(NO_FILTERS)} className={look.clear}>
          {t('inbox.clear')}
        </Link>
      )}
    </div>
  );
}

function statusWord(t: T, { status }: Filters): string {
  const [only] = status;
  if (!only) return t('inbox.status');
  if (status.length === 1) return t(`status.${only}`);
  return status.join() === VIEWS.open.status.join()
    ? t('views.open')
    : t('inbox.status_many', { count: status.length });
}
