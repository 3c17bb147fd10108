import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { singleLine } from '../text/schemas.ts';
import { labelRenamed, setUpDone } from './events.ts';
import { LABEL_NAME_MAX_LENGTH } from './label-name-length.ts';
import { changeSection, type SectionName, type SectionValue } from './settings-document.ts';

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
    const created = await writeSection(deps.tenancy, db, 'label', { labelName });
    await appendEvent(db, actor, created ? setUpDone : labelRenamed, {
      subjectId: db.guildId,
      data: { labelName },
    });
    return { created };
  },
});

/**
 * Changes a section of the settings, and keeps a copy where intake finds it while the guild's
 * database is away.
 * @param options.revision as for {@link changeSection}
 * @throws VektraError `conflict`
 * @returns true when the guild had no settings yet
 */
export async function writeSection<Name extends SectionName>(
  tenancy: Pick<Deps['tenancy'], 'deferredSubmissions'>,
  db: GuildWriter,
  name: Name,
  change: Partial<SectionValue<Name>>,
  options: { revision?: number } = {},
): Promise<boolean> {
  const row = await db.table('guild_settings').forUpdate().first('document', 'revision');
  const document = changeSection(row?.document ?? null, name, change, options.revision);
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
