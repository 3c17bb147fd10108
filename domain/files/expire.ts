import type { GuildReader, GuildWriter, OutboxEntry } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { createEffect } from '../effects/define-effect.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { filesExpire } from './effects.ts';
import { fileLimitsOf, MAX_FILES_PER_SUBJECT } from './file-limits.ts';
import { COUNTED_STATES } from './file-state.ts';
import { removeFiles } from './remove-files.ts';

const DAY_MS = 86_400_000;

/**
 * What removes the files of a demo that is being rejected, after the term of the plan that the label
 * has now: a plan that changes later does not shorten it.
 * @param eventId of the rejection; if it is undone, so is this
 */
export async function createExpiry(
  db: GuildReader,
  deps: Deps,
  subject: Subject,
  eventId: string,
): Promise<OutboxEntry[]> {
  const { keptAfterRejectionDays } = fileLimitsOf(await getGuildPlan(deps, db.guildId));
  if (keptAfterRejectionDays === null) return [];
  const dueAt = db.now + keptAfterRejectionDays * DAY_MS;
  return [createEffect(filesExpire, subject, { eventId }, dueAt)];
}

/** @returns ids of the demo's files, if that rejection still stands */
export async function loadExpiredFiles(
  db: GuildReader,
  subject: Subject,
  eventId: string,
): Promise<string[]> {
  const [submission, files] = await Promise.all([
    db.table('submissions').where('number', subject.id).first('status', 'decision_event_id'),
    db
      .table('files')
      .where(toSubjectColumns(subject))
      .whereNull('copy_of')
      .whereIn('state', COUNTED_STATES)
      .limit(MAX_FILES_PER_SUBJECT)
      .select('id'),
  ]);
  const isStanding = submission?.status === 'rejected' && submission.decision_event_id === eventId;
  return isStanding ? files.map(({ id }) => id) : [];
}

/** Removes the files that {@link loadExpiredFiles} found. */
export const removeExpiredFiles = (
  db: GuildWriter,
  subject: Subject,
  ids: readonly string[],
): Promise<void> => removeFiles(db, subject, ids, 'retention');
