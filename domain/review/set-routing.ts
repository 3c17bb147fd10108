import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import type { SectionValue } from '../settings/settings-document.ts';
import { snowflakeId } from '../text/schemas.ts';
import { routingSet } from './events.ts';

/** Null: nothing is posted; absent: it stays as it is. */
const channelId = snowflakeId.nullable().optional();

/**
 * Where approved and rejected demos are posted. The adapter has checked with Discord that the
 * channels are the guild's and that the bot can post there; workers check again.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `plan_required`, `invalid_input`,
 * `conflict` when it was changed since the revision that the caller saw
 */
export const setRouting = repeatableMutation({
  name: 'review.set_routing',
  access: 'admin',
  feature: 'routing',
  limit: 'staffChange',
  input: z.object({
    approvedChannelId: channelId,
    rejectedChannelId: channelId,
    revision: z.number().int().nonnegative().optional(),
  }),
  async run(
    { db, actor, deps, settings },
    { revision, ...input },
  ): Promise<SectionValue<'routing'>> {
    const { routing } = await settings();
    const change = Object.fromEntries(
      Object.entries(input).filter(([, value]) => value !== undefined),
    ) as Partial<SectionValue<'routing'>>;
    await writeSection(deps.tenancy, db, 'routing', change, { revision });
    await appendEvent(db, actor, routingSet, { subjectId: db.guildId, data: change });
    return { ...routing, ...change };
  },
});
