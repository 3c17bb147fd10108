import type { GuildSettings } from '../../domain/settings/types.ts';
import type { GuildChoices } from '../context.ts';

export const presentSettings = (from: GuildSettings, choices: GuildChoices | null) => ({
  labelRevision: from.revisions.label,
  labelName: from.label.labelName,
  hasStaffChannel: from.staff.channelId !== null,
  /** Null: Discord does not say it now, or the channel is gone. */
  staffChannelName: choices?.channels.find(({ id }) => id === from.staff.channelId)?.name ?? null,
  staffRevision: from.revisions.staff,
  staffRoleIds: from.staff.roleIds,
  roles: choices?.roles ?? null,
  undoSeconds: from.review.undoSeconds,
  listensRevision: from.revisions.listens,
  areListensShown: from.listens.isShownToArtists,
  filesRevision: from.revisions.files,
  areFilesPosted: from.files.isPostedOnDiscord,
});

export type LabelSettingsView = ReturnType<typeof presentSettings>;
