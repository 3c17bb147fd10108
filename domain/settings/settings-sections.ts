import { z } from 'zod';
import { defineSettingsSection } from './define-settings-section.ts';

const label = defineSettingsSection({
  name: 'label',
  schema: z.object({ labelName: z.string().max(100).catch('').default('') }),
  legacyKeys: { labelName: 'labelName' },
});

/** Who is staff, and where they get cards. */
const staff = defineSettingsSection({
  name: 'staff',
  schema: z.object({
    channelId: z.string().nullable().catch(null).default(null),
    roleIds: z.array(z.string()).catch([]).default([]),
  }),
  legacyKeys: { channelId: 'staffChannelId', roleIds: 'staffRoleIds' },
});

export const sections = [label, staff] as const;
