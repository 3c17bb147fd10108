import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { StackedCovers } from '../components/stacked-covers.tsx';
import { useShell } from '../shell/shell-context.ts';

/** Before anything was sent: what to do so that something is. */
export function EmptyOverview() {
  const t = useT();
  const { guildId, isAdmin } = useShell();
  return (
    <EmptyState
      illustration={<StackedCovers />}
      title={t('overview.empty_title')}
      text={t('overview.empty_text')}
    >
      {isAdmin && (
        <Button component={Link} to={`/g/${guildId}/settings`} variant="accent">
          {t('overview.empty_act')}
        </Button>
      )}
    </EmptyState>
  );
}
