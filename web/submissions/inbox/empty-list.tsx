import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { OPEN_STATUSES } from '../../../domain/submissions/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { StackedCovers } from '../../components/stacked-covers.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { type Filters, NO_FILTERS, serializeFilters } from '../filters.ts';
import { submissionsStrings } from '../strings.en.ts';

/** Three empty states: no demos yet, none open, none that match the filters. */
export function EmptyList({ filters, baseUrl }: { filters: Filters; baseUrl: string }) {
  const t = useT(submissionsStrings);
  const { counts } = useShell();
  const total = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : null;
  const isOpenView =
    serializeFilters(filters) === serializeFilters({ ...NO_FILTERS, status: [...OPEN_STATUSES] });
  if (total === 0)
    return (
      <EmptyState
        illustration={<StackedCovers />}
        title={t('inbox.empty_title')}
        text={t('inbox.empty_text')}
      />
    );
  return (
    <EmptyState
      illustration={<StackedCovers />}
      title={t(isOpenView ? 'inbox.done_title' : 'inbox.nothing_title')}
      text={t(isOpenView ? 'inbox.done_text' : 'inbox.nothing_text')}
    >
      <Button component={Link} to={baseUrl}>
        {t(isOpenView ? 'inbox.done_act' : 'errors.clear')}
      </Button>
    </EmptyState>
  );
}
