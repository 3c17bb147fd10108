import type { Knex } from 'knex';
import type { MoveState } from '../types.ts';
import { type MoveRow, toMoveRow } from './move-row.ts';

export async function findMove(control: Knex, id: string): Promise<MoveRow | null> {
  const row = await control('moves').where('id', id).first();
  return row ? toMoveRow(row) : null;
}

/** The guild's move under way, or its last one. */
export async function findLatestMove(control: Knex, guildId: string): Promise<MoveRow | null> {
  const row = await control('moves')
    .where('guild_id', guildId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .first();
  return row ? toMoveRow(row) : null;
}

export interface MoveQuery {
  /** Absent: all. */
  states?: readonly MoveState[] | undefined;
  /** `startedAt` and `id` of the last one of the page before. */
  before?: { at: number; id: string } | undefined;
  limit: number;
}

/** Newest first. */
export async function listMoves(control: Knex, query: MoveQuery): Promise<MoveRow[]> {
  const rows = await control('moves')
    .modify((builder) => {
      if (query.states) builder.whereIn('state', [...query.states]);
      if (query.before)
        builder.whereRaw('(started_at, id) < (?::bigint, ?::uuid)', [
          query.before.at,
          query.before.id,
        ]);
    })
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit);
  return rows.map(toMoveRow);
}

/** Moves that somebody should drive now: nobody does, and there is something to do. */
export async function listDueMoves(control: Knex, now: number): Promise<string[]> {
  return control('moves')
    .where((free) => free.whereNull('owner').orWhere('owner_until', '<', now))
    .where((time) => time.whereNull('retry_at').orWhere('retry_at', '<=', now))
    .where((work) =>
      work
        .where('leftovers', true)
        .orWhere('state', 'aborting')
        // Fenced by a process that died, and then paused: writes must not wait for the pause's end.
        .orWhere((paused) => paused.where('state', 'paused').whereNotNull('fenced_at'))
        .orWhere((running) =>
          running
            .where('state', 'running')
            .where((step) => step.whereNot('step', 'observe').orWhere('retire_at', '<=', now)),
        ),
    )
    .orderBy('started_at')
    .limit(100)
    .pluck('id');
}
