import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { createEffect } from '../effects/define-effect.ts';
import { appendEvent, SYSTEM_ACTOR } from '../events/append-event.ts';
import { guildSubject } from '../subjects/guild-subject.ts';
import { parseIdOrNull } from '../submissions/row-parsers.ts';
import { staffChannelLostDm } from './effects.ts';
import { staffChannelBack, staffChannelLost, staffChannelSet } from './events.ts';
import { writeSection } from './set-up-guild.ts';
import { parseSettings, readSettings } from './settings-document.ts';
import type { GuildSettings } from './types.ts';

type Tenancy = Pick<Deps['tenancy'], 'deferredSubmissions'>;

/** Whether the bot could not post in the staff channel when it last tried. */
export const isStaffChannelLost = ({ staff, staffChannelLoss }: GuildSettings): boolean =>
  staff.channelId !== null && staff.channelId === staffChannelLoss.channelId;

/** The bot could not post in the channel. Admins are told once, until it can again. */
export async function recordStaffChannelLost(
  db: GuildWriter,
  tenancy: Tenancy,
  channelId: string,
): Promise<void> {
  const settings = await lockSettings(db);
  if (settings?.staff.channelId !== channelId || isStaffChannelLost(settings)) return;
  await writeSection(tenancy, db, 'staffChannelLoss', { channelId });
  await Promise.all([
    appendEvent(db, SYSTEM_ACTOR, staffChannelLost, {
      subjectId: db.guildId,
      data: { staffChannelId: channelId },
    }),
    db.enqueue([createEffect(staffChannelLostDm, guildSubject(db.guildId), null)]),
  ]);
}

/** The bot posted in the channel again: another loss is told again. */
export async function recordStaffChannelBack(
  db: GuildWriter,
  tenancy: Tenancy,
  channelId: string,
): Promise<void> {
  const settings = await lockSettings(db);
  if (settings?.staffChannelLoss.channelId !== channelId) return;
  await writeSection(tenancy, db, 'staffChannelLoss', { channelId: null });
  await appendEvent(db, SYSTEM_ACTOR, staffChannelBack, {
    subjectId: db.guildId,
    data: { staffChannelId: channelId },
  });
}

async function lockSettings(db: GuildWriter): Promise<GuildSettings | null> {
  const row = await db.table('guild_settings').forUpdate().first('document');
  return row ? parseSettings(row.document) : null;
}

export interface StaffChannelLoss {
  /** Who chose the channel; null when that is not recorded. */
  chosenById: string | null;
}

/** @returns null when the channel is not lost any more */
export async function loadStaffChannelLoss(db: GuildReader): Promise<StaffChannelLoss | null> {
  const [settings, chosen] = await Promise.all([
    readSettings(db),
    db
      .table('events')
      .where({ subject_type: 'guild', subject_id: db.guildId, kind: staffChannelSet.kind })
      .orderBy('id', 'desc')
      .first('actor_id'),
  ]);
  return isStaffChannelLost(settings) ? { chosenById: parseIdOrNull(chosen?.actor_id) } : null;
}
