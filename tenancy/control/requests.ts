import type { Knex } from 'knex';

interface RequestKey {
  guildId: string;
  id: string;
}

/** A request as it was found. */
export type RequestClaim =
  /** Nobody has begun it, or whoever did has died: it is the caller's to run. */
  | { state: 'new' }
  | { state: 'running'; fingerprint: string }
  | { state: 'done'; fingerprint: string; answer: string };

/** An operation that is not done after so long has died with its process; ms. */
const ABANDONED_MS = 120_000;

/** Claims a request for the caller, unless somebody has it or did it. */
export async function claimRequest(
  control: Knex,
  request: RequestKey & { fingerprint: string; now: number },
): Promise<RequestClaim> {
  const { guildId, id, fingerprint, now } = request;
  const claimed = await control.raw(
    `INSERT INTO requests (guild_id, id, fingerprint, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (guild_id, id) DO UPDATE SET at = excluded.at
       WHERE requests.answer IS NULL AND requests.at < ? AND requests.fingerprint = excluded.fingerprint`,
    [guildId, id, fingerprint, now, now - ABANDONED_MS],
  );
  if (claimed.rowCount === 1) return { state: 'new' };
  const row = await control('requests').where({ guild_id: guildId, id }).first();
  // Given up by whoever had it, in this very moment.
  if (!row) return claimRequest(control, request);
  return row.answer === null
    ? { state: 'running', fingerprint: row.fingerprint }
    : { state: 'done', fingerprint: row.fingerprint, answer: row.answer };
}

export async function finishRequest(
  control: Knex,
  { guildId, id, answer }: RequestKey & { answer: string },
): Promise<void> {
  await control('requests').where({ guild_id: guildId, id }).update({ answer });
}

/** The operation was refused: nothing happened, and the same request may be tried again. */
export async function releaseRequest(control: Knex, { guildId, id }: RequestKey): Promise<void> {
  await control('requests').where({ guild_id: guildId, id }).whereNull('answer').delete();
}
