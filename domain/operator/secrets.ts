import { z } from 'zod';
import { notFound } from '../errors/errors.ts';
import { operatorMutation, operatorQuery } from '../operations/operator-builders.ts';
import { toPreviousVersion } from '../storage/previous-version.ts';
import { snowflakeId } from '../text/schemas.ts';
import { createPageCursor } from './page-cursor.ts';
import type { Page, SecretView } from './types.ts';

const PAGE_SIZE = 50;
const REF_MAX_LENGTH = 200;
const cursor = createPageCursor(/tenants:[0-9]{1,20}:db:[a-z0-9-]{1,64}/);

/**
 * Secrets of databases and buckets, newest first: their paths and states, never their content.
 * @throws VektraError `invalid_input` for an unknown page
 */
export const listSecrets = operatorQuery({
  name: 'operator.list_secrets',
  input: z.object({ guildId: snowflakeId.nullable(), before: cursor.schema }),
  async run({ deps: { tenancy } }, { guildId, before }): Promise<Page<SecretView>> {
    const rows = await tenancy.control.listSecrets({
      ...(guildId ? { guildId } : {}),
      ...(before ? { before } : {}),
      limit: PAGE_SIZE + 1,
    });
    const secrets = rows.slice(0, PAGE_SIZE);
    const guildNames = await tenancy.control.getGuildNames(secrets.map((secret) => secret.guildId));
    const items = secrets.map(({ state, oldVersionsEndAt, ...secret }) => ({
      ...secret,
      previousVersion:
        state === 'active'
          ? toPreviousVersion({ version: secret.version, oldVersionsEndAt })
          : null,
      // Revoked ones are about to be destroyed.
      state: state === 'revoked' ? ('retired' as const) : state,
      guildName: guildNames.get(secret.guildId) ?? null,
    }));
    const last = items.at(-1);
    const hasMore = rows.length > PAGE_SIZE && last;
    return {
      items,
      nextBefore: hasMore ? cursor.encode({ at: last.createdAt, id: last.ref }) : null,
    };
  },
});

/**
 * `rotate` asks the guild's admins for new credentials; `revoke` closes the customer database or bucket
 * at once, until its admin connects it again, and destroys the secret as soon as no running move needs
 * it.
 * @throws VektraError `not_found`
 */
export const changeSecret = operatorMutation({
  name: 'operator.change_secret',
  input: z.object({
    ref: z.string().max(REF_MAX_LENGTH, 'text.too_long'),
    change: z.enum(['rotate', 'revoke']),
  }),
  action: ({ change }) => `secret.${change}` as const,
  async run({ deps: { tenancy, now }, auditEntry }, { ref, change }): Promise<void> {
    const owner = /^tenants\/([0-9]{1,20})\//.exec(ref)?.[1];
    const { control } = tenancy;
    const database = owner ? await control.findDatabaseSecret({ guildId: owner, ref }) : null;
    const secret =
      database ?? (owner ? await control.findFileBucket({ guildId: owner, ref }) : null);
    if (!secret || secret.state === 'destroyed') throw notFound();
    const { guildId, version } = secret;
    const audit = auditEntry({ guildId, details: { ref, version } });
    const at = now();
    if (change === 'revoke')
      await (database
        ? control.revokeDatabaseSecret({ ref, now: at, audit })
        : control.revokeFileBucket({ ref, now: at, audit }));
    else
      await (database
        ? control.requestRotation({ guildId, now: at, audit })
        : control.requestBucketRotation({ ref, now: at, audit }));
  },
});
