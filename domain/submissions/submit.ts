import type { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { createEffect, type EffectKind } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { sanitizeName } from '../events/append-event.ts';
import { linkResolve } from '../links/effects.ts';
import { mutation, type WithRequestId } from '../operations/guild-operations.ts';
import type { Operation } from '../operations/types.ts';
import type { GuildSettings } from '../settings/types.ts';
import { graceEndsAt } from '../storage/grace-period.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { cardPost, threadOpen } from './effects.ts';
import { appendSubmissionEvent, submitted } from './events.ts';
import { findEarliestOfTrack } from './find-duplicate.ts';
import { nextNumber } from './next-number.ts';
import { findRecentDuplicate, rememberSubmission } from './recent-duplicate.ts';
import { submitInput } from './submit-input.ts';
import type { SubmissionReceipt } from './types.ts';

export type SubmitInput = WithRequestId<z.input<typeof submitInput>>;

/**
 * An artist's demo: its row, its number, and what staff get of it (card and thread) in one
 * transaction.
 * @throws VektraError `invalid_input`, `not_set_up`, `intake_closed`
 */
export const submit = createSubmit([]);

/**
 * @param extraDeliveries what follows besides card and thread, e.g. telling the artist the number
 * of a demo that was deferred
 */
export function createSubmit(
  moreEffects: readonly EffectKind<null>[],
): Operation<Actor, SubmitInput, SubmissionReceipt> {
  return mutation({
    name: 'submissions.submit',
    access: 'member',
    limit: 'submit',
    input: submitInput,
    prepare: assertWithinGracePeriod,
    async run({ db, actor, deps, request, settings }, demo) {
      const duplicate = request && (await findRecentDuplicate(db, request));
      if (duplicate) return duplicate;
      const [currentSettings, duplicateOf] = await Promise.all([
        settings(),
        findEarliestOfTrack(db, demo.trackUrl),
      ]);
      assertIntakeOpen(currentSettings);

      const linkEffects = demo.trackUrl.isShortLink ? [linkResolve] : [];
      const number = await nextNumber(db);
      await Promise.all([
        db.table('submissions').insert({
          number,
          artist_id: actor.userId,
          artist_handle: sanitizeName(actor.name),
          artist_name: demo.artistName,
          track_title: demo.trackTitle,
          track_url: demo.trackUrl.url,
          platform: demo.trackUrl.platform,
          link_hash: demo.trackUrl.legacyHash,
          track_hash: demo.trackUrl.hash,
          duplicate_of: duplicateOf,
          genre: demo.genre ?? null,
          message: joinNote(demo.message, demo.trackUrl.note),
          answers: '[]',
          status: 'in_queue',
          revision: 1,
          created_at: db.now,
          status_changed_at: db.now,
        }),
        appendSubmissionEvent(db, actor, submitted, { number, data: { to: 'in_queue' } }),
        db.enqueue([
          // In this order: the card links the thread.
          ...[threadOpen, cardPost, ...moreEffects, ...linkEffects].map((effect) =>
            createEffect(effect, submissionSubject(number), null),
          ),
        ]),
      ]);
      announceSubmission(db, deps, actor, number);
      const receipt = { number, isDuplicate: duplicateOf !== null };
      if (request) await rememberSubmission(db, request, receipt);
      return receipt;
    },
  });
}

/** What opens the link belongs to what staff read. */
const joinNote = (message: string | undefined, note: string | null): string | null =>
  [message, note].filter(Boolean).join('\n\n') || null;

/** A guild whose plan no longer includes its own database takes no demos after the grace period. */
async function assertWithinGracePeriod({ tenancy, now }: Deps, actor: Actor): Promise<void> {
  const { kind, grants } = await tenancy.getPlacement(actor.guildId);
  if (kind === 'own' && (graceEndsAt(grants, now()) ?? Number.POSITIVE_INFINITY) < now())
    throw new VektraError('intake_closed');
}

/** @throws VektraError `not_set_up`, `intake_closed` */
export function assertIntakeOpen(settings: GuildSettings): void {
  if (!settings.staff.channelId)
    throw new VektraError('not_set_up', { values: { missing: 'staff_channel' } });
  if (!settings.intake.isOpen) throw new VektraError('intake_closed');
}

function announceSubmission(
  db: GuildWriter,
  { tenancy }: Pick<Deps, 'tenancy'>,
  actor: Actor,
  number: number,
): void {
  const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
  db.afterCommit(() => tenancy.control.touchOpenItem({ ...item, now: db.now }));
}
