import type { Knex } from 'knex';
import { activateDatabaseSecret, setSecretVersion } from '../control/database-secrets.ts';
import { type CustomerDatabase, CustomerDatabaseError } from '../customer-database/index.ts';
import { TenancyError } from '../errors.ts';
import type { SecretStore } from '../secrets/index.ts';
import { putNextVersion } from '../secrets/put-next-version.ts';
import type { Placement } from '../types.ts';

/**
 * Takes new credentials of the database in use: the next version of its secret, then the registry.
 * Pools of the old version end when what runs on them has; the version itself is destroyed later,
 * when no process can still have to open it. A move under way opens the database with the new
 * version.
 * @throws TenancyError `moving` when the guild has just left that place; CustomerDatabaseError
 * `ADDRESS` when the candidate was retired meanwhile; SecretStoreError
 */
export async function rotateCredentials(
  deps: { control: Knex; secrets: SecretStore; now: () => number },
  placement: Placement,
  candidate: { ref: string; database: CustomerDatabase; server: string },
): Promise<void> {
  const { control, secrets, now } = deps;
  const { guildId, epoch } = placement;
  const current = await control('guilds')
    .where({ guild_id: guildId, epoch })
    .first('secret_ref', 'secret_version');
  if (!current) throw new TenancyError('moving', guildId);
  const ref: string = current.secret_ref;
  const version =
    current.secret_version &&
    (await putNextVersion(secrets, ref, current.secret_version, { ...candidate.database }));
  if (!version) return replaceSecret(deps, placement, candidate.ref);
  await setSecretVersion(control, {
    guildId,
    epoch,
    ref,
    version,
    server: candidate.server,
    now: now(),
  });
}

/** The secret was revoked, or somebody has removed it from Vault: the candidate takes its place. */
async function replaceSecret(
  { control, now }: { control: Knex; now: () => number },
  { guildId, epoch }: Placement,
  ref: string,
): Promise<void> {
  await control.transaction(async (trx) => {
    if (!(await activateDatabaseSecret(trx, { ref, now: now() })))
      throw new CustomerDatabaseError('ADDRESS');
    await trx('guilds')
      .where({ guild_id: guildId, epoch })
      .update({ secret_ref: ref, secret_version: 1, rotation_asked_at: null });
  });
}
