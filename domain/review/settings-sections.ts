import { z } from 'zod';
import { defineSettingsSection } from '../settings/define-settings-section.ts';

const channelId = z.string().nullable().catch(null).default(null);

const review = defineSettingsSection({
  name: 'review',
  schema: z.object({
    /** Seconds in which a decision can be undone; the artist's DM leaves after them. */
    undoSeconds: z.number().int().min(0).max(300).catch(30).default(30),
  }),
  legacyKeys: { undoSeconds: 'undoSeconds' },
});

/** Where decided demos are announced (Starter). */
const routing = defineSettingsSection({
  name: 'routing',
  schema: z.object({ approvedChannelId: channelId, rejectedChannelId: channelId }),
  legacyKeys: { approvedChannelId: 'approvedChannelId', rejectedChannelId: 'rejectedChannelId' },
});

export const sections = [review, routing] as const;
