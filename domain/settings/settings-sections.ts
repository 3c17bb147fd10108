import { z } from 'zod';
import { timeZoneName } from '../time/time-zone.ts';
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

/**
 * The staff channel of whose loss admins were told. It is lost while it is the staff channel; see
 * staff-channel-loss.ts.
 */
const staffChannelLoss = defineSettingsSection({
  name: 'staffChannelLoss',
  schema: z.object({ channelId: z.string().nullable().catch(null).default(null) }),
});

/** In which zone the label's hours and days are. */
const time = defineSettingsSection({
  name: 'time',
  schema: z.object({ timeZone: timeZoneName.catch('UTC').default('UTC') }),
});

export const sections = [label, staff, staffChannelLoss, time] as const;
