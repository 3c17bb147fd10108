import { Link } from '@remix-run/react';
import { PLATFORM_NAMES, PLATFORMS } from '../../../domain/links/platform.ts';
import { STATUSES, type Status } from '../../../domain/submissions/status.ts';
import { IconX } from '../../components/icons.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useT } from '../../strings/use-t.ts';
import {
  ASSIGNEES,
  type Filters,
  INBOX_VIEWS,
  NO_FILTERS,
  PERIODS,
  serializeFilters,
} from '../filters.ts';
import { type SubmissionsTranslate, submissionsStrings } from '../strings.en.ts';
import { FilterMenu } from './filter-menu.tsx';
import styles from './filters.module.css';

interface Props {
  filters: Filters;
  /** Tags that the label uses. */
  tags: readonly string[];
  baseUrl: string;
}

/** Filters as links: they live in the address, and work without script. */
export function FilterBar({ filters, tags, baseUrl }: Props) {
  const t = useT(submissionsStrings);
  const urlWith = (change: Partial<Filters>) =>
    baseUrl + serializeFilters({ ...filters, ...change });
  const toggleStatus = (status: Status) =>
    filters.status.includes(status)
      ? filters.status.filter((each) => each !== status)
      : [...filters.status, status];
  return (
    <div className={styles.bar}>
      <FilterMenu
        name={t('inbox.status')}
        value={getStatusFilterLabel(t, filters)}
        isSet={filters.status.length > 0}
        options={[
          {
            key: 'any',
            label: t('inbox.status_any'),
            to: urlWith({ status: [] }),
            isSelected: filters.status.length === 0,
          },
          ...STATUSES.map((status) => ({
            key: status,
            label: t(`status.${status}`),
            icon: <StatusGlyph status={status} />,
            to: urlWith({ status: toggleStatus(status) }),
            isSelected: filters.status.includes(status),
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
            to: urlWith({ platform: null }),
            isSelected: !filters.platform,
          },
          ...PLATFORMS.map((platform) => ({
            key: platform,
            label: PLATFORM_NAMES[platform],
            to: urlWith({ platform }),
            isSelected: filters.platform === platform,
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
            to: urlWith({ period: null }),
            isSelected: !filters.period,
          },
          ...PERIODS.map((period) => ({
            key: period,
            label: t(`period.${period}`),
            to: urlWith({ period }),
            isSelected: filters.period === period,
          })),
        ]}
      />
      <FilterMenu
        name={t('inbox.assignee')}
        value={filters.assignee ? t(`assignee.${filters.assignee}`) : t('inbox.assignee')}
        isSet={filters.assignee !== null}
        options={[
          {
            key: 'any',
            label: t('inbox.assignee_any'),
            to: urlWith({ assignee: null }),
            isSelected: !filters.assignee,
          },
          ...ASSIGNEES.map((assignee) => ({
            key: assignee,
            label: t(`assignee.${assignee}`),
            to: urlWith({ assignee }),
            isSelected: filters.assignee === assignee,
          })),
        ]}
      />
      {(tags.length > 0 || filters.tag) && (
        <FilterMenu
          name={t('inbox.tag')}
          value={filters.tag ?? t('inbox.tag')}
          isSet={filters.tag !== null}
          options={[
            {
              key: 'any',
              label: t('inbox.tag_any'),
              to: urlWith({ tag: null }),
              isSelected: !filters.tag,
            },
            ...tags.map((tag) => ({
              key: `tag:${tag}`,
              label: tag,
              to: urlWith({ tag }),
              isSelected: filters.tag === tag,
            })),
          ]}
        />
      )}
      {filters.genre && (
        <Link
          to={urlWith({ genre: null })}
          className={styles.chip}
          data-set=""
          aria-label={t('inbox.genre_remove', { genre: filters.genre })}
        >
          <bdi className={styles.value}>{t('inbox.genre', { genre: filters.genre })}</bdi>
          <IconX size={12} stroke={2.5} />
        </Link>
      )}
      {serializeFilters(filters) && (
        <Link to={baseUrl + serializeFilters(NO_FILTERS)} className={styles.clear}>
          {t('inbox.clear')}
        </Link>
      )}
    </div>
  );
}

function getStatusFilterLabel(t: SubmissionsTranslate, { status }: Filters): string {
  const [firstStatus] = status;
  if (!firstStatus) return t('inbox.status');
  if (status.length === 1) return t(`status.${firstStatus}`);
  return status.join() === INBOX_VIEWS.open.status.join()
    ? t('views.open')
    : t('inbox.status_many', { count: status.length });
}
