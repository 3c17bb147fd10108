import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentSettings = (from: GuildSettings) => ({
  labelRevision: from.revisions.label,
  labelName: from.label.labelName,
  staffChannelId: from.staff.channelId,
  undoSeconds: from.review.undoSeconds,
  listensRevision: from.revisions.listens,
  areListensShown: from.listens.isShownToArtists,
  filesRevision: from.revisions.files,
  areFilesPosted: from.files.isPostedOnDiscord,
});

export type LabelSettingsView = ReturnType<typeof presentSettings>;
