import { useParams, useRouteLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import type { loader } from '../root.tsx';
import type { DraftKey } from './draft-store.ts';

/**
 * The key of a field's draft, of the viewer and the guild of the page; null when nobody is signed
 * in.
 * @param subject a type and an id, e.g. `submission/12`
 */
export function useDraftKey(subject: string, field: string): DraftKey | null {
  const userId = useRouteLoaderData<typeof loader>('root')?.viewer?.id;
  const { guildId = '' } = useParams();
  return useMemo(
    () => (userId ? { userId, guildId, subject, field } : null),
    [userId, guildId, subject, field],
  );
}
