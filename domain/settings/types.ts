/** A guild's settings that this version knows. */
export interface GuildSettings {
  labelName: string;
  staffChannelId: string | null;
  staffRoleIds: string[];
  /** Where approved or rejected demos are announced (Starter). */
  approvedChannelId: string | null;
  rejectedChannelId: string | null;
  /** Seconds in which a decision can be undone; the artist's DM leaves after them. */
  undoSeconds: number;
  intakeOpen: boolean;
}

/** One line of the setup checklist. */
export interface ChecklistItem {
  id: 'label' | 'staff_channel' | 'channel_access' | 'channel_private' | 'storage';
  ok: boolean;
  /** For messages: the permissions missing, the channel. */
  values: Record<string, string>;
}
