export type { GuildSettings } from './settings-document.ts';

/** One line of the setup checklist. */
export interface ChecklistItem {
  id: 'label' | 'staff_channel' | 'channel_access' | 'channel_private' | 'storage';
  ok: boolean;
  /** For messages: the permissions missing, the channel. */
  values: Record<string, string>;
}
