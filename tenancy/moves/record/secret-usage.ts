import type { Knex } from 'knex';

/**
 * How long a move that failed or was aborted can be started again, ms: over a weekend. Until then
 * the secret of its target is kept.
 */
export const RETRY_WINDOW_MS = 72 * 3_600_000;

/**
 * Once it observes the old copy, a move opens its target no more: that is the registry's by then.
 */
const movesNamingSecret = (control: Knex): Knex.QueryBuilder =>
  control('moves as m')
    .select(control.raw('1'))
    .whereRaw('m.guild_id = s.guild_id')
    .whereRaw(
      `(m.from_place ->> 'secretRef' = s.secret_ref
        OR (m.to_place ->> 'secretRef' = s.secret_ref AND m.step NOT IN ('observe', 'retire')))`,
    );

/**
 * Moves that have to open the secret `s.secret_ref` until they are through: under way, aborting,
 * observing the old copy, or with something left to be tidied away.
 */
export const unfinishedMovesUsingSecret = (control: Knex): Knex.QueryBuilder =>
  movesNamingSecret(control).where((open) =>
    open.whereNull('m.ended_at').orWhere('m.leftovers', true),
  );

/**
 * Moves for which `s.secret_ref` is kept: those that have to open it, those that ended after
 * `endedAfter` (a process can still have a pool of it), and those that can be started again.
 */
export const movesKeepingSecret = (
  control: Knex,
  endedAfter: number,
  now: number,
): Knex.QueryBuilder =>
  movesNamingSecret(control).where((either) =>
    either
      .whereNull('m.ended_at')
      .orWhere('m.leftovers', true)
      .orWhere('m.ended_at', '>', endedAfter)
      .orWhere((again) =>
        again
          .whereIn('m.state', ['failed', 'aborted'])
          .where('m.ended_at', '>', now - RETRY_WINDOW_MS)
          .whereExists(
            control('guilds as home')
              .select(control.raw('1'))
              .whereRaw('home.guild_id = m.guild_id AND home.epoch = m.epoch'),
          ),
      ),
  );
