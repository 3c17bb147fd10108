import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { singleLine } from '../text/schemas.ts';
import { labelRenamed, setUpDone } from './events.ts';
import { LABEL_NAME_MAX_LENGTH } from './label-name-length.ts';
import { parseSettings } from './settings-document.ts';
import type { GuildSettings } from './types.ts';

/**
 * Sets a guild up, or renames its label when it already is. Provisions the guild in the first
 * region; repeatable at any point.
 * @throws VektraError `not_found` unless admin, `invalid_input`
 */
export const setUp = repeatableMutation({
  name: 'settings.start',
  access: 'admin',
  limit: 'staffChange',
  input: z.object({ labelName: singleLine(LABEL_NAME_MAX_LENGTH) }),
  async prepare({ tenancy }, { guildId }) {
    await tenancy.provision(guildId);
  },
  async run({ db, actor, deps }, { labelName }): Promise<{ created: boolean }> {
    const created = await mergeSettings(deps.tenancy, db, { labelName });
    await appendEvent(db, actor, created ? setUpDone : labelRenamed, {
      subjectId: db.guildId,
      data: { labelName },
    });
    return { created };
  },
});

/**
 * Merges into the settings document, and keeps a copy where intake finds it while the guild's
 * database is away. @returns true when there was none yet
 */
export async function mergeSettings(
  tenancy: Pick<Deps['tenancy'], 'deferredSubmissions'>,
  db: GuildWriter,
  change: Partial<GuildSettings>,
): Promise<boolean> {
  const row = await db.table('guild_settings').forUpdate().first('document', 'revision');
  const document = JSON.stringify({ ...parseSettings(row?.document ?? '{}'), ...change });
  const revision = Number(row?.revision ?? 0) + 1;
  db.afterCommit(() =>
    tenancy.deferredSubmissions.saveSettingsSnapshot(db.guildId, { document, revision }),
  );
  if (!row) {
    await db.table('guild_settings').insert({ document, revision, updated_at: db.now });
    return true;
  }
  await db.table('guild_settings').update({ document, revision, updated_at: db.now });
  return false;
}
