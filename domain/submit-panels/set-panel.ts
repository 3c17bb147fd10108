import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import { createEffect, toStoredKind } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { guildSubject } from '../subjects/guild-subject.ts';
import { multiLine, optionalField, singleLine, snowflakeId } from '../text/schemas.ts';
import { panelPost } from './effects.ts';
import { panelSet } from './events.ts';
import { MAX_PANELS, PANEL_BODY_MAX_LENGTH, PANEL_TITLE_MAX_LENGTH } from './limits.ts';

/**
 * Posts a message with a button that opens the form; a panel that the channel has is changed. That
 * the bot may post there, the adapter has checked with Discord.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `plan_required`, `invalid_input`, also
 * when too many channels have one
 */
export const setPanel = mutation({
  name: 'submitPanels.set',
  access: 'admin',
  feature: 'submit_panel',
  limit: 'staffChange',
  input: z.object({
    channelId: snowflakeId,
    /** Absent: the default texts. */
    title: optionalField(singleLine(PANEL_TITLE_MAX_LENGTH)),
    body: optionalField(multiLine(PANEL_BODY_MAX_LENGTH)),
  }),
  async run({ db, actor, settings }, { channelId, title, body }): Promise<void> {
    await settings();
    const values = {
      headline: title ?? null,
      content: body ?? null,
      set_by_id: actor.userId,
      set_by_name: sanitizeName(actor.name),
      set_at: db.now,
    };
    await db
      .table('submit_panels')
      .insert({ channel_id: channelId, ...values })
      .onConflict(['guild_id', 'channel_id'])
      .merge(values);
    const [total] = await Promise.all([
      db.table('submit_panels').count({ n: '*' }).first(),
      appendEvent(db, actor, panelSet, { subjectId: db.guildId, data: { channelId } }),
      enqueuePost(db, channelId),
    ]);
    if (Number(total?.n) > MAX_PANELS)
      throw new VektraError('invalid_input', {
        fields: [{ field: 'channelId', problem: 'panel.too_many', values: { max: MAX_PANELS } }],
      });
  },
});

/** Two workers must not both find that there is none and post it. */
const POSTING_TIME_MS = 10_000;

async function enqueuePost(db: GuildWriter, channelId: string): Promise<void> {
  const pending = await db
    .table('outbox')
    .where({ kind: toStoredKind(panelPost), ref_id: channelId })
    .whereIn('state', ['waiting', 'leased'])
    .first('id');
  const dueAt = pending ? db.now + POSTING_TIME_MS : db.now;
  await db.enqueue([createEffect(panelPost, guildSubject(db.guildId), { channelId }, dueAt)]);
}
