import type { Knex } from 'knex';
import { findDatabaseSecret } from '../../control/database-secrets.ts';
import { MoveProblem, type SideName } from '../problem.ts';
import type { PlaceRef } from '../types.ts';
import type { MoveRow } from './row.ts';

/**
 * A place of a move, with the credentials that are good now: they can be rotated while it is moved,
 * and where the guild lives its admin may have replaced a revoked secret by another one.
 * @throws MoveProblem `…_SECRET_GONE` when the secret was destroyed; for the source that passes when
 *   its admin connects it again
 */
export async function currentPlace(
  control: Knex,
  move: Pick<MoveRow, 'guildId' | 'epoch' | 'from' | 'to'>,
  side: SideName,
): Promise<PlaceRef> {
  const recorded = side === 'source' ? move.from : move.to;
  if (recorded.kind === 'managed') return recorded;
  const { guildId } = move;
  const epoch = side === 'source' ? move.epoch : String(BigInt(move.epoch) + 1n);
  const home = await control('guilds')
    .where({ guild_id: guildId, kind: 'own', epoch })
    .first('secret_ref', 'secret_version');
  const ref: string = home?.secret_ref ?? recorded.secretRef;
  const secret = await findDatabaseSecret(control, { guildId, ref });
  if (!secret || secret.state === 'destroyed')
    throw new MoveProblem(`${side.toUpperCase()}_SECRET_GONE`, { passes: side === 'source' });
  const { engine, version } = secret;
  return {
    kind: 'own',
    engine,
    secretRef: ref,
    secretVersion: home?.secret_version ?? version,
  };
}
