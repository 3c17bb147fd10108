import type { Knex } from 'knex';

/** An admin's leave to connect a database: fifteen minutes, for one server. */
export interface SetupSession {
  expiresAt: number;
  /** The tested database that waits to be connected. */
  secretRef: string | null;
}

/** Keeps a one-time link; earlier ones of the same admin end. */
export async function createSetupLink(
  control: Knex,
  link: { tokenHash: string; guildId: string; userId: string; expiresAt: number },
): Promise<void> {
  await control.transaction(async (trx) => {
    await trx('setup_links').where({ guild_id: link.guildId, user_id: link.userId }).delete();
    await trx('setup_links').insert({
      token_hash: link.tokenHash,
      guild_id: link.guildId,
      user_id: link.userId,
      expires_at: link.expiresAt,
    });
  });
}

/** Whether the link is good for this person, without spending it. */
export async function isSetupLinkValid(
  control: Knex,
  link: { tokenHash: string; guildId: string; userId: string; now: number },
): Promise<boolean> {
  const row = await control('setup_links')
    .where({ token_hash: link.tokenHash, guild_id: link.guildId, user_id: link.userId })
    .where('expires_at', '>', link.now)
    .first('guild_id');
  return row !== undefined;
}

/** Exchanges a link for a session: once. @returns whether it was good */
export async function redeemSetupLink(
  control: Knex,
  link: { tokenHash: string; guildId: string; userId: string; now: number; expiresAt: number },
): Promise<boolean> {
  return control.transaction(async (trx) => {
    const redeemedCount = await trx('setup_links')
      .where({ token_hash: link.tokenHash, guild_id: link.guildId, user_id: link.userId })
      .where('expires_at', '>', link.now)
      .delete();
    if (redeemedCount === 1) await extendSetupSession(trx, link);
    return redeemedCount === 1;
  });
}

/** Opens a session, or prolongs the one that is open. */
export async function extendSetupSession(
  control: Knex,
  session: { guildId: string; userId: string; expiresAt: number },
): Promise<void> {
  await control('setup_sessions')
    .insert({
      guild_id: session.guildId,
      user_id: session.userId,
      expires_at: session.expiresAt,
      secret_ref: null,
    })
    .onConflict(['guild_id', 'user_id'])
    .merge(['expires_at']);
}

export async function readSetupSession(
  control: Knex,
  session: { guildId: string; userId: string; now: number },
): Promise<SetupSession | null> {
  const row = await control('setup_sessions')
    .where({ guild_id: session.guildId, user_id: session.userId })
    .where('expires_at', '>', session.now)
    .first('expires_at', 'secret_ref');
  return row ? { expiresAt: Number(row.expires_at), secretRef: row.secret_ref } : null;
}

/** Remembers, or forgets, the tested database of a session. */
export async function setSetupCandidate(
  control: Knex,
  session: { guildId: string; userId: string; secretRef: string | null },
): Promise<void> {
  await control('setup_sessions')
    .where({ guild_id: session.guildId, user_id: session.userId })
    .update({ secret_ref: session.secretRef });
}

export async function endSetupSession(
  control: Knex,
  session: { guildId: string; userId: string },
): Promise<void> {
  await control('setup_sessions')
    .where({ guild_id: session.guildId, user_id: session.userId })
    .delete();
}
