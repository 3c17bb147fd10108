import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from './console.route.tsx';

/**
 * What was typed into this form before its sender had to sign in again; null: nothing.
 * @param fields what the form is about
 */
export function useFormDraft(
  intent: string,
  fields: Record<string, string>,
): Record<string, string> | null {
  const draft = useRouteLoaderData<typeof loader>('routes/operator')?.draft;
  if (!draft || draft.intent !== intent) return null;
  return Object.entries(fields).every(([name, value]) => draft[name] === value) ? draft : null;
}
