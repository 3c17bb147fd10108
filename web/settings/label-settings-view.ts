import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentSettings = (from: GuildSettings) => ({
  labelName: from.labelName,
  staffChannelId: from.staffChannelId,
  undoSeconds: from.undoSeconds,
  intakeOpen: from.intakeOpen,
});

export type LabelSettingsView = ReturnType<typeof presentSettings>;
