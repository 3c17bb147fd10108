import type { GuildSettings } from '../../domain/settings/types.ts';

export const presentTemplates = ({ templates, label, revisions }: GuildSettings) => ({
  approved: templates.approved,
  rejected: templates.rejected,
  success: templates.success,
  footer: templates.footer,
  logoUrl: templates.logoUrl,
  labelName: label.labelName,
  revision: revisions.templates,
});

export type TemplatesView = ReturnType<typeof presentTemplates>;
