import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { hashId } from './hash-id.ts';

export interface UserSession {
  userId: string;
  userName: string;
  userAvatar: string | null;
  /** Discord's tokens, sealed by Vault's Transit. */
  sealedTokens: string;
  /** Epoch ms at which the access token ends. */
  tokensExpireAt: number;
  expiresAt: number;
}

/** A session as it is read. */
export interface ActiveUserSession extends UserSession {
  /** Epoch ms of the log-in that made it: each log-in makes a new one. */
  authenticatedAt: number;
}

/** What may be said of a session aloud, between processes: its hash, in hex. */
export const publicSessionId = (id: string): string => hashId(id).toString('hex');

/** @returns the cookie's value */
export async function createSession(
  control: Knex,
  session: UserSession & { now: number },
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await control('sessions').insert({
    id_hash: hashId(id),
    user_id: session.userId,
    user_name: session.userName,
    user_avatar: session.userAvatar,
    sealed_tokens: session.sealedTokens,
    tokens_expire_at: session.tokensExpireAt,
    created_at: session.now,
    expires_at: session.expiresAt,
  });
  return id;
}

export async function readSession(
  control: Knex,
  id: string,
  now: number,
): Promise<ActiveUserSession | null> {
  const row = await control('sessions')
    .where('id_hash', hashId(id))
    .where('expires_at', '>', now)
    .first();
  if (!row) return null;
  return {
    userId: row.user_id,
    userName: row.user_name,
    userAvatar: row.user_avatar,
    sealedTokens: row.sealed_tokens,
    tokensExpireAt: Number(row.tokens_expire_at),
    expiresAt: Number(row.expires_at),
    authenticatedAt: Number(row.created_at),
  };
}

/** After Discord renewed the tokens. */
export async function updateSessionTokens(
  control: Knex,
  id: string,
  tokens: { sealedTokens: string; tokensExpireAt: number },
): Promise<void> {
  await control('sessions').where('id_hash', hashId(id)).update({
    sealed_tokens: tokens.sealedTokens,
    tokens_expire_at: tokens.tokensExpireAt,
  });
}

/** Ends the session and tells every process, so that nothing of it stays open there. */
export async function endSession(control: Knex, id: string): Promise<void> {
  await control.raw(
    `WITH ended AS (DELETE FROM sessions WHERE id_hash = ? RETURNING id_hash)
     SELECT pg_notify('vektra_session_ended', encode(id_hash, 'hex')) FROM ended`,
    [hashId(id)],
  );
}
