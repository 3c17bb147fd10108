import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { audit, storedName } from '../audit/audit.ts';
import type { SubmitInput, Submitted } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { once } from '../requests/once.ts';
import { readSettings } from '../settings/document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { leaveBy } from '../storage/leave-by.ts';
import { addEvent } from './events.ts';
import { submitInput } from './input.ts';
import { keepJustNow, sameJustNow } from './just-now.ts';
import { nextNumber } from './number.ts';

/**
 * An artist's demo: one row, its number, and what staff get of it (card, thread), in one transaction.
 * @throws VektraError `invalid_input`, `not_set_up`, `intake_closed`
 */
export function submit(deps: Deps, actor: Actor, input: SubmitInput): Promise<Submitted> {
  return submitAs(deps, actor, input, []);
}

/**
 * @param alsoSend what follows besides card and thread, e.g. telling the artist the number of a demo
 * that was parked
 */
export async function submitAs(
  { tenancy, now }: Deps,
  actor: Actor,
  input: SubmitInput,
  alsoSend: readonly { kind: string }[],
): Promise<Submitted> {
  const { requestId: id, ...demo } = parseInput(submitInput, input);
  const request = { id, operation: 'submissions.submit', actorId: actor.userId, input: demo };
  const { kind, grants } = await tenancy.placement(actor.guildId);
  if (kind === 'own' && (leaveBy(grants, now()) ?? Number.POSITIVE_INFINITY) < now())
    throw new VektraError('intake_closed');
  return tenancy.write(actor.guildId, (db) =>
    once(db, request, async () => {
      const same = await sameJustNow(db, request);
      if (same) return same;
      const [settings, earlier] = await Promise.all([
        readSettings(db),
        db
          .table('submissions')
          .where('link_hash', demo.trackUrl.hash)
          .min({ number: 'number' })
          .first(),
      ]);
      refuseIfClosed(settings);

      const number = await nextNumber(db);
      const duplicateOf = earlier?.number ?? null;
      await Promise.all([
        db.table('submissions').insert({
          number,
          artist_id: actor.userId,
          artist_handle: storedName(actor.name),
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
        audit(db, actor, 'submission.submit', `#${number}`),
        db.enqueue([
          // In this order: the card links the thread.
          { kind: 'thread.open', number, refId: null },
          { kind: 'card.post', number, refId: null },
          ...alsoSend.map(({ kind }) => ({ kind, number, refId: null })),
        ]),
      ]);
      announceNew(db, { tenancy }, actor, number);
      const submitted = { number, isDuplicate: duplicateOf !== null };
      await keepJustNow(db, request, submitted);
      return submitted;
    }),
  );
}

/** @throws VektraError `not_set_up`, `intake_closed` */
export function refuseIfClosed(settings: GuildSettings): void {
  if (!settings.staffChannelId)
    throw new VektraError('not_set_up', { values: { missing: 'staff_channel' } });
  if (!settings.intakeOpen) throw new VektraError('intake_closed');
}

function announceNew(
  db: GuildWriter,
  { tenancy }: Pick<Deps, 'tenancy'>,
  actor: Actor,
  number: number,
): void {
  db.announce({ number, kind: 'submitted' });
  const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
  db.afterCommit(() => tenancy.control.touchOpenItem({ ...item, now: db.now }));
}
