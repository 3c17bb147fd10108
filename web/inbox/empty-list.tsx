import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { OPEN_STATUSES } from '../../domain/submissions/status.ts';
import { useT } from '../catalogues/use-t.ts';
import { Empty } from '../components/empty.tsx';
import { Sleeves } from '../components/sleeves.tsx';
import { type Filters, NO_FILTERS, writeFilters } from '../presenters/filters.ts';
import { useShell } from '../shell/shell-context.ts';

/** No demo at all, none that waits, or none that fits: three different things. */
export function EmptyList({ filters, base }: { filters: Filters; base: string }) {
  const t = useT();
  const { counts } = useShell();
  const total = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : null;
  const isWaitingView =
    writeFilters(filters) === writeFilters({ ...NO_FILTERS, status: [...OPEN_STATUSES] });
  if (total === 0)
    return <Empty art={<Sleeves />} title={t('inbox.empty_title')} text={t('inbox.empty_text')} />;
  return (
    <Empty
      art={<Sleeves />}
      title={t(isWaitingView ? 'inbox.done_title' : 'inbox.nothing_title')}
      text={t(isWaitingView ? 'inbox.done_text' : 'inbox.nothing_text')}
    >
      <Button component={Link} to={base}>
        {t(isWaitingView ? 'inbox.done_act' : 'errors.clear')}
      </Button>
    </Empty>
  );
}
