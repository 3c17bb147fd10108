import { z } from 'zod';
import type { DatabaseRow, GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { assertNotBlocked } from '../blocked-artists/assert-not-blocked.ts';
import type { Deps } from '../deps.ts';
import { createEffect } from '../effects/define-effect.ts';
import { noSubmission, VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { type AcceptedFile, addFiles } from '../files/add-files.ts';
import { announcedFile } from '../files/announced-file.ts';
import { fileAdded, fileRemoved } from '../files/events.ts';
import { MAX_FILES_AT_ONCE } from '../files/file-limits.ts';
import { COUNTED_STATES } from '../files/file-state.ts';
import { getFileLimits } from '../files/guild-file-limits.ts';
import { removeFiles } from '../files/remove-files.ts';
import { getActiveRules } from '../intake-rules/check-rules.ts';
import type { TrackLink } from '../links/parse-track-link.ts';
import { type MutationScope, mutation, query } from '../operations/guild-operations.ts';
import { refreshSubject, toSubjectColumns } from '../subjects/subject.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { multiLine, optionalField, submissionNumber } from '../text/schemas.ts';
import { corrected } from './events.ts';
import { CORRECTION_MAX_LENGTHS } from './field-lengths.ts';
import { findEarliestOfTrack } from './find-duplicate.ts';
import { isUntouched } from './is-untouched.ts';
import { releaseDuplicates } from './release-duplicates.ts';
import { parseHttpUrl, parseStatus, parseText, parseTextOrNull } from './row-parsers.ts';
import {
  assertHasFile,
  assertNotExpired,
  joinNote,
  listLinkEffects,
  splitPasted,
} from './submit.ts';
import { trackUrlField } from './submit-input.ts';
import type { CorrectableDemo } from './types.ts';

/** Files that a form can offer: the options of Discord's menu. */
const MAX_OFFERED_FILES = 25;

const fileId = z.uuid('id.malformed');

/** What the artist is told of a correction. */
export interface CorrectionReceipt {
  isDuplicate: boolean;
  refusedFiles: AcceptedFile[];
}

/**
 * What the artist's form of corrections is filled with.
 * @throws VektraError as {@link correct}
 */
export const getCorrectable = query({
  name: 'submissions.get_correctable',
  access: 'member',
  limit: 'artistQuery',
  input: submissionNumber,
  async read({ db, actor }, number): Promise<CorrectableDemo> {
    const [row, files] = await Promise.all([
      db.table('submissions').where('number', number).first(),
      filesOf(db, submissionSubject(number))
        .orderBy('id')
        .limit(MAX_OFFERED_FILES)
        .select('id', 'name'),
    ]);
    await assertCorrectable(db, actor.userId, number, row);
    return {
      trackUrl: parseHttpUrl(row?.track_url),
      message: parseTextOrNull(row?.message),
      files: files.flatMap((file) => {
        const id = fileId.safeParse(file.id);
        return id.success ? [{ id: id.data, name: parseText(file.name, 400) }] : [];
      }),
    };
  },
});

/**
 * The artist replaces link and message of a demo, and adds and removes files, as long as nobody of
 * the label has acted on it. Whoever is first, the artist or staff, wins.
 * @throws VektraError `not_found` for somebody else's; `artist_blocked`; `correction_closed`, and
 * `not_allowed_now` once it was withdrawn; `invalid_input`, also when nothing to listen to is left;
 * `duplicate_link` as the label's rules say
 */
export const correct = mutation({
  name: 'submissions.correct',
  access: 'member',
  limit: 'artistChange',
  input: z.object({
    number: submissionNumber,
    /** Absent: the demo has no link any more. */
    trackUrl: trackUrlField(CORRECTION_MAX_LENGTHS.trackUrl),
    message: optionalField(multiLine(CORRECTION_MAX_LENGTHS.message)),
    files: z.array(announcedFile).max(MAX_FILES_AT_ONCE).optional(),
    removedFileIds: z.array(fileId).max(MAX_OFFERED_FILES).optional(),
  }),
  load: ({ db }, { number }) => db.table('submissions').where('number', number).forUpdate().first(),
  async run(
    { db, actor, deps, settings, loaded },
    { number, trackUrl, message, files = [], removedFileIds = [] },
  ): Promise<CorrectionReceipt> {
    const row = await assertCorrectable(db, actor.userId, number, loaded);
    await assertNotBlocked(db, actor.userId);
    const subject = submissionSubject(number);
    const { link, pasted, note } = splitPasted(trackUrl);
    assertNotExpired(pasted, db.now);

    const fromUrl = parseHttpUrl(row.track_url);
    const toUrl = link?.url ?? null;
    const isLinkChanged = fromUrl !== toUrl;
    const duplicateOf = link && (await findEarliestOfTrack(db, link, number));
    if (isLinkChanged && duplicateOf !== null) {
      const rules = await getActiveRules(deps, db.guildId, await settings());
      if (rules?.duplicates === 'block') throw new VektraError('duplicate_link');
    }
    const newMessage = joinNote(message, isLinkChanged ? note : null);
    const isMessageChanged = newMessage !== parseTextOrNull(row.message);

    const removed = await removeOwnFiles({ db, actor }, subject, removedFileIds);
    const accepted = await addFiles(
      db,
      [
        ...files.map((file) => ({ ...file, origin: 'form' as const })),
        ...pasted.map((file) => ({ ...file, sizeBytes: null, origin: 'link' as const })),
      ],
      { subject, messageId: null, limits: await getFileLimits(deps, db.guildId) },
    );
    const refusedFiles = accepted.filter(({ problem }) => problem !== null);
    if (!link && !(await filesOf(db, subject).first('id')))
      assertHasFile(refusedFiles.length, refusedFiles);
    for (const { name } of accepted.filter(({ problem }) => problem === null))
      await appendEvent(db, actor, fileAdded, { subjectId: number, data: { name } });

    if (isLinkChanged) await replaceLink({ db, deps }, row, number, { link, duplicateOf });
    if (isMessageChanged)
      await db.table('submissions').where('number', number).update({ message: newMessage });
    if (isLinkChanged || isMessageChanged)
      await appendEvent(db, actor, corrected, {
        subjectId: number,
        data: { fromUrl, toUrl, isMessageChanged },
      });
    if (isLinkChanged || isMessageChanged || removed > 0 || accepted.length > 0) {
      await db
        .table('submissions')
        .where('number', number)
        .update({ revision: db.expression('revision + 1') });
      await refreshSubject(db, subject);
    }
    return { isDuplicate: duplicateOf !== null, refusedFiles };
  },
});

/** @throws VektraError `not_found`, `not_allowed_now`, `correction_closed` */
async function assertCorrectable(
  db: GuildReader,
  artistId: string,
  number: number,
  row: DatabaseRow | undefined,
): Promise<DatabaseRow> {
  if (!row || row.artist_id !== artistId) throw noSubmission(number);
  if (parseStatus(row.status) === 'withdrawn')
    throw new VektraError('not_allowed_now', { values: { artistStatus: 'withdrawn' } });
  if (!(await isUntouched(db, row))) throw new VektraError('correction_closed');
  return row;
}

/** Those that came with the demo, not with the conversation, and are there. */
const filesOf = (db: GuildReader, subject: Subject) =>
  db
    .table('files')
    .where(toSubjectColumns(subject))
    .whereNull('copy_of')
    .whereNull('message_id')
    .whereIn('state', COUNTED_STATES);

/** @returns how many there were; one that is gone meanwhile needs no removal */
async function removeOwnFiles(
  { db, actor }: Pick<MutationScope, 'db' | 'actor'>,
  subject: Subject,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await filesOf(db, subject).whereIn('id', ids).select('id', 'name');
  await removeFiles(
    db,
    subject,
    rows.map(({ id }) => id),
    'artist',
  );
  for (const { name } of rows)
    await appendEvent(db, actor, fileRemoved, {
      subjectId: subject.id,
      data: { name: parseText(name, 400) },
    });
  return rows.length;
}

/** What is known of the old link goes with it; the new one is described and compared by itself. */
async function replaceLink(
  { db, deps }: { db: GuildWriter; deps: Deps },
  row: DatabaseRow,
  number: number,
  { link, duplicateOf }: { link: TrackLink | null; duplicateOf: number | null },
): Promise<void> {
  const subject = submissionSubject(number);
  await db
    .table('submissions')
    .where('number', number)
    .update({
      // The version before reads an empty link as none.
      track_url: link?.url ?? '',
      platform: link?.platform ?? 'other',
      link_hash: link?.legacyHash ?? '',
      track_hash: link?.hash ?? null,
      duplicate_of: duplicateOf,
    });
  await db.table('track_info').where(toSubjectColumns(subject)).delete();
  await releaseDuplicates(db, row);
  await db.enqueue(
    (link ? listLinkEffects(link, deps) : []).map((effect) => createEffect(effect, subject, null)),
  );
}
