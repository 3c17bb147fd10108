import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { hashId } from './hash-id.ts';

/** Longer than a log-in at Discord takes: its own cookie holds for ten minutes. */
const LIFETIME_MS = 900_000;

/** Keeps what somebody typed until they come back from signing in again. @returns its id */
export async function saveFormDraft(
  control: Knex,
  draft: { userId: string; fields: Record<string, string>; now: number },
): Promise<string> {
  const id = randomBytes(24).toString('base64url');
  await control('form_drafts').insert({
    id_hash: hashId(id),
    user_id: draft.userId,
    fields: JSON.stringify(draft.fields),
    expires_at: draft.now + LIFETIME_MS,
  });
  return id;
}

/** @returns null for one that is over, unknown, or somebody else's */
export async function readFormDraft(
  control: Knex,
  query: { id: string; userId: string; now: number },
): Promise<Record<string, string> | null> {
  const row = await control('form_drafts')
    .where({ id_hash: hashId(query.id), user_id: query.userId })
    .where('expires_at', '>', query.now)
    .first('fields');
  return row?.fields ?? null;
}
