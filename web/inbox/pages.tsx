import { Link } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { IconChevronLeft, IconChevronRight } from '../components/icons.ts';
import { type Filters, writeFilters } from '../presenters/filters.ts';
import look from './pages.module.css';

interface Props {
  base: string;
  filters: Filters;
  nextBefore: number | null;
  before: number | null;
}

/** Older pages by key: the last one is as quick as the first. */
export function Pages({ base, filters, nextBefore, before }: Props) {
  const t = useT();
  if (!nextBefore && !before) return null;
  const kept = writeFilters(filters);
  return (
    <nav className={look.pages} aria-label={t('inbox.pages')}>
      {before ? (
        <Link to={base + kept} className={look.page}>
          <IconChevronLeft size={16} />
          {t('inbox.newest')}
        </Link>
      ) : (
        <span />
      )}
      {nextBefore ? (
        <Link to={`${base}${kept}${kept ? '&' : '?'}before=${nextBefore}`} className={look.page}>
          {t('inbox.older')}
          <IconChevronRight size={16} />
        </Link>
      ) : (
        <span className={look.end}>{t('inbox.end')}</span>
      )}
    </nav>
  );
}
