import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import {
  type DiscordMessage,
  panelSubject,
  readDiscordMessages,
  recordDiscordMessage,
} from '../discord-messages/discord-messages.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { parseTextOrNull } from '../submissions/row-parsers.ts';
import { PANEL_BODY_MAX_LENGTH, PANEL_TITLE_MAX_LENGTH } from './limits.ts';

/** What a panel says; null: the default texts. */
export interface PanelView {
  title: string | null;
  body: string | null;
}

export interface LoadedPanel {
  settings: GuildSettings;
  view: PanelView;
  /** Where it was posted; null: nowhere that is known. */
  posted: DiscordMessage | null;
}

/** @returns null when the channel has no panel any more */
export async function loadPanel(db: GuildReader, channelId: string): Promise<LoadedPanel | null> {
  const [settings, row, { panel }] = await Promise.all([
    readSettings(db),
    db.table('submit_panels').where('channel_id', channelId).first('headline', 'content'),
    readDiscordMessages(db, panelSubject(channelId)),
  ]);
  if (!row) return null;
  return {
    settings,
    view: {
      title: parseTextOrNull(row.headline, PANEL_TITLE_MAX_LENGTH),
      body: parseTextOrNull(row.content, PANEL_BODY_MAX_LENGTH),
    },
    posted: panel ?? null,
  };
}

/** Where a panel was posted. */
export const recordPanel = (
  db: GuildWriter,
  channelId: string,
  posted: { messageId: string; botId: string },
): Promise<void> =>
  recordDiscordMessage(db, panelSubject(channelId), 'panel', { channelId, ...posted });

/** A channel in which the bot cannot post has no panel. */
export async function deletePanel(db: GuildWriter, channelId: string): Promise<void> {
  await db.table('submit_panels').where('channel_id', channelId).delete();
}
