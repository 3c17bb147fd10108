import type { Knex } from 'knex';
import { findDatabaseSecret } from '../../control/database-secrets.ts';
import { type EndpointName, MoveProblemError } from '../move-problem.ts';
import type { PlacementRef } from '../types.ts';
import type { MoveRow } from './move-row.ts';

/**
 * A database of a move, with the credentials that are valid now: they can be rotated while it is
 * moved, and where the guild lives its admin may have replaced a revoked secret by another one.
 * @throws MoveProblem `…_SECRET_GONE` when the secret was destroyed; for the source that passes
 *   when its admin connects it again
 */
export async function resolveCurrentPlacement(
  control: Knex,
  move: Pick<MoveRow, 'guildId' | 'epoch' | 'from' | 'to'>,
  endpoint: EndpointName,
): Promise<PlacementRef> {
  const recordedPlacement = endpoint === 'source' ? move.from : move.to;
  if (recordedPlacement.kind === 'managed') return recordedPlacement;
  const { guildId } = move;
  const epoch = endpoint === 'source' ? move.epoch : String(BigInt(move.epoch) + 1n);
  const registryRow = await control('guilds')
    .where({ guild_id: guildId, kind: 'own', epoch })
    .first('secret_ref', 'secret_version');
  const ref: string = registryRow?.secret_ref ?? recordedPlacement.secretRef;
  const secret = await findDatabaseSecret(control, { guildId, ref });
  if (!secret || secret.state === 'destroyed')
    throw new MoveProblemError(`${endpoint.toUpperCase()}_SECRET_GONE`, {
      isTransient: endpoint === 'source',
    });
  const { engine, version } = secret;
  return {
    kind: 'own',
    engine,
    secretRef: ref,
    secretVersion: registryRow?.secret_version ?? version,
  };
}
