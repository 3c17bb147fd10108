import { useRouteLoaderData } from '@remix-run/react';
import { useMemo, useSyncExternalStore } from 'react';
import type { loader } from '../../root.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { type ActionLog, type ActionLogState, createActionLog, EMPTY_LOG } from './action-log.ts';

const subscribeNoop = () => () => {};

/** The log of whoever reads the page; null while there is none, as on the server. */
export function useActionLog(): { log: ActionLog | null; state: ActionLogState } {
  const userId = useRouteLoaderData<typeof loader>('root')?.viewer?.id;
  const { guildId } = useShell();
  const log = useMemo(
    () =>
      typeof window === 'undefined' || !userId
        ? null
        : createActionLog(`vektra-queue/${userId}/${guildId}`),
    [userId, guildId],
  );
  const state = useSyncExternalStore(
    log?.subscribe ?? subscribeNoop,
    log?.getState ?? (() => EMPTY_LOG),
    () => EMPTY_LOG,
  );
  return { log, state };
}
