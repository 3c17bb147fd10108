import type { Knex } from 'knex';
import { updateDatabaseSecret } from '../control/database-secrets.ts';
import type { OwnDatabase } from '../own/index.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { Placement } from '../types.ts';

/**
 * Takes new credentials of the database in use: the next version of its secret, then the registry.
 * Pools of the old version end when what runs on them has; the version itself is destroyed later, when
 * no process can still have to open it.
 */
export async function rotate(
  parts: { control: Knex; secrets: SecretStore; now: () => number },
  at: Placement,
  candidate: { ref: string; database: OwnDatabase; server: string },
): Promise<void> {
  const { control, secrets, now } = parts;
  const registry = control('guilds').where({ guild_id: at.guildId, epoch: at.epoch });
  if (!at.secret) {
    // Revoked: the candidate takes its place.
    await registry.update({
      secret_ref: candidate.ref,
      secret_version: 1,
      rotation_asked_at: null,
    });
    await updateDatabaseSecret(control, candidate.ref, { state: 'active', now: now() });
    return;
  }
  const { ref } = at.secret;
  // What a rotation that died had written counts as written.
  const latest = await secrets.get(ref).then(
    ({ version }) => version,
    () => at.secret?.version ?? 0,
  );
  const { version } = await secrets.put(ref, { ...candidate.database }, latest);
  await registry
    .where('secret_ref', ref)
    .update({ secret_version: version, rotation_asked_at: null });
  await updateDatabaseSecret(control, ref, { version, server: candidate.server, now: now() });
}
