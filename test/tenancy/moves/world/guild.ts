import type { ExecutionContext } from 'ava';
import { tenantMigrations } from '../../../../migrations/index.ts';
import { migratePlace } from '../../../../tenancy/migrate/run.ts';
import {
  createMoves,
  type Move,
  type MovePlace,
  type Moves,
  type MovesOptions,
  type PlaceRef,
} from '../../../../tenancy/moves/index.ts';
import { newGuildId } from '../../../helpers/storage.ts';
import type { PlaceKind, Places } from './places.ts';
import { insertRows, tableOf } from './rows.ts';

/** Small enough that a few hundred rows are many chunks. */
export const SMALL = { chunkRows: 40, pipeRows: 50, leaseMs: 2_000, backoffMs: 200, observeMs: 0 };

export interface TestGuild {
  guildId: string;
  from: PlaceRef;
  to: PlaceRef;
  source: MovePlace;
  target: MovePlace;
  moves(options?: Partial<MovesOptions>): Moves;
  start(way?: Move['way']): Promise<Move>;
}

/** A guild that lives in one kind of place and is to move to another. */
export async function guildIn(
  places: Places,
  from: PlaceKind,
  to: PlaceKind,
  options: { rows?: number } = {},
): Promise<TestGuild> {
  const guildId = newGuildId();
  const [fromRef, toRef] = [await places.ref(guildId, from), await places.ref(guildId, to)];
  const source = await places.openPlace(guildId, fromRef);
  const target = await places.openPlace(guildId, toRef);
  await migrateOwn(source);
  await tableOf(source, 'guild_fence').insert({
    guild_id: guildId,
    epoch: 1,
    mode: 'open',
    changed_at: 1,
  });
  if (options.rows !== 0) await insertRows(source, guildId, options.rows ?? 150);
  await register(places, guildId, fromRef);
  const moves = (more: Partial<MovesOptions> = {}) =>
    createMoves({
      control: places.control,
      openPlace: places.openPlace,
      tenantMigrations,
      owner: 'test',
      ...more,
      limits: { ...SMALL, ...more.limits },
    });
  const start = (way: Move['way'] = 'live') =>
    moves().start({ guildId, to: toRef, by: 'test', reason: 'test', way });
  return { guildId, from: fromRef, to: toRef, source, target, moves, start };
}

export async function migrateOwn(place: MovePlace): Promise<void> {
  if (place.managed) return;
  if (place.engine === 'postgres') await place.mover.raw('CREATE SCHEMA IF NOT EXISTS vektra');
  await migratePlace(place.mover, tenantMigrations, { engine: place.engine, managed: false });
}

const register = ({ control }: Places, guildId: string, ref: PlaceRef) =>
  control('guilds').insert({
    guild_id: guildId,
    kind: ref.kind,
    engine: ref.kind === 'own' ? ref.engine : 'postgres',
    region: ref.kind === 'managed' ? ref.region : 'eu-uk',
    secret_ref: ref.kind === 'own' ? ref.secretRef : null,
    secret_version: ref.kind === 'own' ? 1 : null,
    epoch: 1,
    state: 'active',
    schema_version: 1,
    change_seq: 0,
    created_at: 1,
  });

export const registryOf = (places: Places, guildId: string) =>
  places.control('guilds').where('guild_id', guildId).first();

export const never = (): AbortSignal => new AbortController().signal;

/** Drives a move until it is over, as workers do. */
export async function finish(t: ExecutionContext, moves: Moves, id: string): Promise<Move> {
  for (let turn = 0; turn < 20; turn++) {
    const move = await moves.run(id, never());
    if (move.endedAt !== null) return move;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  t.fail('the move did not end');
  throw new Error('the move did not end');
}
