import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentSettings = (from: GuildSettings) => ({
  labelRevision: from.revisions.label,
  labelName: from.label.labelName,
  staffChannelId: from.staff.channelId,
  undoSeconds: from.review.undoSeconds,
  intakeOpen: from.intake.isOpen,
});

export type LabelSettingsView = ReturnType<typeof presentSettings>;
