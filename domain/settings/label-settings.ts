import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin, requireStaff } from '../actors/policies.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { singleLine, snowflakeId } from '../text/schemas.ts';
import { LABEL_NAME_MAX_LENGTH } from './label-name-length.ts';
import { mergeSettings } from './set-up-guild.ts';
import { readSettings } from './settings-document.ts';
import type { GuildSettings } from './types.ts';

const renameInput = z.object({ labelName: singleLine(LABEL_NAME_MAX_LENGTH) });
const staffChannelInput = z.object({ channelId: snowflakeId });

/** @throws VektraError `not_found` unless admin, `not_set_up`, `invalid_input` */
export async function renameLabel(
  { tenancy }: Deps,
  actor: Actor,
  input: { labelName: string },
): Promise<void> {
  requireAdmin(actor);
  const change = parseInput(renameInput, input);
  await applyChange(tenancy, actor, 'settings.rename', change);
}

/**
 * Where cards go. Whoever can see this channel is staff, so the adapter has asked Discord that it is
 * not open to everyone.
 * @throws VektraError `not_found` unless admin, `not_set_up`
 */
export async function setStaffChannel(
  { tenancy }: Deps,
  actor: Actor,
  input: { channelId: string },
): Promise<void> {
  requireAdmin(actor);
  const { channelId } = parseInput(staffChannelInput, input);
  await applyChange(tenancy, actor, 'settings.staff_channel', { staffChannelId: channelId });
}

/** @throws VektraError `not_found` unless staff, `not_set_up` */
export async function getSettings({ tenancy }: Deps, actor: Actor): Promise<GuildSettings> {
  return tenancy.read(actor.guildId, async (db) => {
    const settings = await readSettings(db);
    await requireStaff(actor, settings);
    return settings;
  });
}

async function applyChange(
  tenancy: Deps['tenancy'],
  actor: Actor,
  action: string,
  change: Partial<GuildSettings>,
): Promise<void> {
  await tenancy.write(actor.guildId, async (db) => {
    await readSettings(db);
    await mergeSettings(tenancy, db, change);
    await recordAudit(db, actor, action, null, change);
  });
}
