import { useRouteLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import type { Player } from '../player/player.ts';
import type { loader } from '../root.tsx';
import { useRevalidateWhenIdle } from '../routing/use-revalidate-when-idle.ts';
import { hasKeptReports } from './kept-reports.ts';

/**
 * Counts what is heard on a guild's pages. Its script comes apart, when something is played first,
 * or there are reports that could not be sent before.
 */
export function useListeningReports(player: Player, guildId: string): void {
  const userId = useRouteLoaderData<typeof loader>('root')?.viewer?.id;
  const revalidate = useRevalidateWhenIdle();
  useEffect(() => {
    if (!userId) return;
    let stop: (() => void) | null = null;
    let isCurrent = true;
    const start = async () => {
      unsubscribe();
      const { reportListening } = await import('./report-listening.ts');
      if (isCurrent) stop = reportListening(player, { guildId, userId, onStopCounted: revalidate });
    };
    // Without the script, as offline, what is heard is not counted.
    const startIf = (isNeeded: boolean) => isNeeded && start().catch(() => {});
    const unsubscribe = player.subscribe(() => startIf(player.getState().demo !== null));
    startIf(hasKeptReports());
    return () => {
      isCurrent = false;
      unsubscribe();
      stop?.();
    };
  }, [player, guildId, userId, revalidate]);
}
