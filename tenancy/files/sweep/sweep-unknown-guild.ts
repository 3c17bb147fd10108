import { toGuildPrefix } from '../object-key.ts';
import type { SweepDeps } from './sweep-deps.ts';

/** Erases a page of the objects of a guild that is not known. @returns as sweepGuildPage */
export async function sweepUnknownGuildPage(
  { store, olderThan, isDryRun, counts }: SweepDeps,
  guildId: string,
  after: string | null,
): Promise<string | null> {
  const prefix = toGuildPrefix(guildId);
  const page = await store.list(prefix, after === null ? undefined : `${prefix}${after}`);
  const keys = page.objects
    .filter(({ modifiedAt }) => modifiedAt < olderThan)
    .map(({ key }) => key);
  if (!isDryRun) await store.delete(keys);
  counts.erasedObjects += keys.length;
  return page.next?.slice(prefix.length) ?? null;
}
