import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { recordAudit, sanitizeName } from '../audit/audit.ts';
import type { SubmissionReceipt, SubmitInput } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { readSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { graceEndsAt } from '../storage/grace-period.ts';
import { addEvent } from './events.ts';
import { nextNumber } from './next-number.ts';
import { findRecentDuplicate, rememberSubmission } from './recent-duplicate.ts';
import { submitInput } from './submit-input.ts';

/**
 * An artist's demo: one row, its number, and what staff get of it (card, thread), in one transaction.
 * @throws VektraError `invalid_input`, `not_set_up`, `intake_closed`
 */
export function submit(deps: Deps, actor: Actor, input: SubmitInput): Promise<SubmissionReceipt> {
  return submitWithDeliveries(deps, actor, input, []);
}

/**
 * @param extraDeliveries what follows besides card and thread, e.g. telling the artist the number of a demo
 * that was parked
 */
export async function submitWithDeliveries(
  { tenancy, now }: Deps,
  actor: Actor,
  input: SubmitInput,
  extraDeliveries: readonly { kind: string }[],
): Promise<SubmissionReceipt> {
  const { requestId: id, ...demo } = parseInput(submitInput, input);
  const request = { id, operation: 'submissions.submit', actorId: actor.userId, input: demo };
  const { kind, grants } = await tenancy.getPlacement(actor.guildId);
  if (kind === 'own' && (graceEndsAt(grants, now()) ?? Number.POSITIVE_INFINITY) < now())
    throw new VektraError('intake_closed');
  return tenancy.write(actor.guildId, (db) =>
    withIdempotency(db, request, async () => {
      const duplicate = await findRecentDuplicate(db, request);
      if (duplicate) return duplicate;
      const [settings, earliestWithLink] = await Promise.all([
        readSettings(db),
        db
          .table('submissions')
          .where('link_hash', demo.trackUrl.hash)
          .min({ number: 'number' })
          .first(),
      ]);
      assertIntakeOpen(settings);

      const number = await nextNumber(db);
      const duplicateOf = earliestWithLink?.number ?? null;
      await Promise.all([
        db.table('submissions').insert({
          number,
          artist_id: actor.userId,
          artist_handle: sanitizeName(actor.name),
          artist_name: demo.artistName,
          track_title: demo.trackTitle,
          track_url: demo.trackUrl.url,
          platform: demo.trackUrl.platform,
          link_hash: demo.trackUrl.hash,
          duplicate_of: duplicateOf,
          genre: demo.genre ?? null,
          message: demo.message ?? null,
          answers: '[]',
          status: 'in_queue',
          revision: 1,
          created_at: db.now,
          status_changed_at: db.now,
        }),
        addEvent(db, actor, { number, kind: 'submitted', to: 'in_queue' }),
        recordAudit(db, actor, 'submission.submit', `#${number}`),
        db.enqueue([
          // In this order: the card links the thread.
          { kind: 'thread.open', number, refId: null },
          { kind: 'card.post', number, refId: null },
          ...extraDeliveries.map(({ kind }) => ({ kind, number, refId: null })),
        ]),
      ]);
      announceSubmission(db, { tenancy }, actor, number);
      const submitted = { number, isDuplicate: duplicateOf !== null };
      await rememberSubmission(db, request, submitted);
      return submitted;
    }),
  );
}

/** @throws VektraError `not_set_up`, `intake_closed` */
export function assertIntakeOpen(settings: GuildSettings): void {
  if (!settings.staffChannelId)
    throw new VektraError('not_set_up', { values: { missing: 'staff_channel' } });
  if (!settings.intakeOpen) throw new VektraError('intake_closed');
}

function announceSubmission(
  db: GuildWriter,
  { tenancy }: Pick<Deps, 'tenancy'>,
  actor: Actor,
  number: number,
): void {
  db.publishChange({ number, kind: 'submitted' });
  const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
  db.afterCommit(() => tenancy.control.touchOpenItem({ ...item, now: db.now }));
}
