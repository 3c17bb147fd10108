export type { GuildSettings } from './settings-document.ts';

/** One line of the setup checklist. */
export interface ChecklistItem {
  id:
    | 'label'
    | 'staff_channel'
    | 'channel_access'
    | 'channel_private'
    | 'staff_commands'
    | 'storage';
  ok: boolean;
  /** Worth knowing, not required. */
  isNote?: boolean;
  /** For messages: the permissions missing, the channel. */
  values: Record<string, string>;
}
