import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { createEffect } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import type { GuildSettings } from '../settings/types.ts';
import { lockSubject, subjectInput, toSubjectColumns } from '../subjects/subject.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { multiLine } from '../text/schemas.ts';
import { threadNote, threadNoteWithMentions } from './effects.ts';
import { noteAdded } from './events.ts';
import {
  MAX_MENTIONS,
  MAX_NOTES_PER_SUBJECT,
  MAX_POSITION_MS,
  NOTE_MAX_LENGTH,
} from './note-length.ts';
import { checkNoteTarget } from './note-target.ts';

/**
 * Staff note something about a subject, for themselves: on the dashboard and in the subject's
 * thread. With a position it is about that moment of a file, or without a file of the demo's link.
 * Of the people whom it mentions, those are notified who can see the thread.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input`, also when there are too many
 */
export const add = mutation({
  name: 'notes.add',
  access: 'staff',
  feature: 'notes',
  limit: 'staffChange',
  input: z.object({
    subject: subjectInput,
    body: multiLine(NOTE_MAX_LENGTH),
    fileId: z.uuid('id.malformed').optional(),
    /** ms from the beginning of the track. */
    positionMs: z
      .number()
      .int('number.whole')
      .min(0, 'number.small')
      .max(MAX_POSITION_MS, 'note.after_end')
      .optional(),
    /** With their permissions as Discord says them; never what a browser sent. */
    mentions: z
      .array(z.custom<Actor>((value) => typeof value === 'object' && value !== null))
      .max(MAX_MENTIONS)
      .optional(),
  }),
  fingerprint: ({ mentions, ...input }) => ({
    ...input,
    ...(mentions ? { mentionIds: mentions.map(({ userId }) => userId) } : {}),
  }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run(
    { db, actor, settings },
    { subject, body, fileId, positionMs, mentions = [] },
  ): Promise<{ noteId: string; mentionedIds: string[] }> {
    const columns = toSubjectColumns(subject);
    const [fileName, total] = await Promise.all([
      checkNoteTarget(db, subject, { fileId, positionMs }),
      db.table('notes').where(columns).whereNull('removed_at').count({ n: '*' }).first(),
    ]);
    if (parseInteger(total?.n) >= MAX_NOTES_PER_SUBJECT) throw tooMany();
    const mentionedIds = await listNotified(mentions, actor, await settings());
    const noteId = db.newId();
    await Promise.all([
      db.table('notes').insert({
        ...columns,
        id: noteId,
        author_id: actor.userId,
        author_name: sanitizeName(actor.name),
        source: actor.source,
        body,
        file_id: fileId ?? null,
        position_ms: positionMs ?? null,
        created_at: db.now,
      }),
      appendEvent(db, actor, noteAdded, {
        subjectId: subject.id,
        id: noteId,
        data: { noteId, fileName, positionMs: positionMs ?? null, mentionIds: mentionedIds },
      }),
      db.enqueue([
        createEffect(mentionedIds.length > 0 ? threadNoteWithMentions : threadNote, subject, {
          noteId,
        }),
      ]),
    ]);
    return { noteId, mentionedIds };
  },
});

/** Private threads are seen by whoever sees the staff channel and is added to them. */
async function listNotified(
  mentions: readonly Actor[],
  { guildId }: Actor,
  { staff: { channelId } }: GuildSettings,
): Promise<string[]> {
  if (channelId === null) return [];
  const canSee = await Promise.all(
    mentions.map((person) => person.guildId === guildId && person.canView(channelId)),
  );
  return mentions.filter((_, index) => canSee[index]).map(({ userId }) => userId);
}

const tooMany = () =>
  new VektraError('invalid_input', {
    fields: [{ field: 'body', problem: 'note.too_many', values: { max: MAX_NOTES_PER_SUBJECT } }],
  });
