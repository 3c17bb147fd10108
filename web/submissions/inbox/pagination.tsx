import { Link } from '@remix-run/react';
import { IconChevronLeft, IconChevronRight } from '../../components/icons.ts';
import { useT } from '../../strings/use-t.ts';
import { type Filters, serializeFilters } from '../filters.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './pagination.module.css';

interface Props {
  baseUrl: string;
  filters: Filters;
  nextBefore: number | null;
  before: number | null;
}

/** Older pages by key: the last one is as quick as the first. */
export function Pagination({ baseUrl, filters, nextBefore, before }: Props) {
  const t = useT(submissionsStrings);
  if (!nextBefore && !before) return null;
  const filterQuery = serializeFilters(filters);
  return (
    <nav className={styles.pages} aria-label={t('inbox.pages')}>
      {before ? (
        <Link to={baseUrl + filterQuery} className={styles.page}>
          <IconChevronLeft size={16} />
          {t('inbox.newest')}
        </Link>
      ) : (
        <span />
      )}
      {nextBefore ? (
        <Link
          to={`${baseUrl}${filterQuery}${filterQuery ? '&' : '?'}before=${nextBefore}`}
          className={styles.page}
        >
          {t('inbox.older')}
          <IconChevronRight size={16} />
        </Link>
      ) : (
        <span className={styles.end}>{t('inbox.end')}</span>
      )}
    </nav>
  );
}
