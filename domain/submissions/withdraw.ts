import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { notFound, VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { requestId, submissionNumber } from '../text/schemas.ts';
import { addEvent } from './events.ts';
import { parseStatus } from './row-parsers.ts';
import { OPEN_STATUSES } from './status.ts';

const withdrawInput = z.object({ requestId, number: submissionNumber });

/**
 * The artist takes a demo back, while nobody has answered it.
 * @throws VektraError `not_found` for somebody else's, `not_allowed_now` once it was answered
 */
export async function withdraw(
  { tenancy }: Deps,
  actor: Actor,
  input: { requestId: string; number: number },
): Promise<void> {
  const { requestId: id, number } = parseInput(withdrawInput, input);
  const request = {
    id,
    operation: 'submissions.withdraw',
    actorId: actor.userId,
    input: { number },
  };
  await tenancy.write(actor.guildId, (db) =>
    withIdempotency(db, request, async () => {
      const row = await db.table('submissions').where('number', number).forUpdate().first();
      if (!row || row.artist_id !== actor.userId) throw notFound();
      const from = parseStatus(row.status);
      if (!OPEN_STATUSES.includes(from))
        throw new VektraError('not_allowed_now', { values: { status: from } });
      await Promise.all([
        db
          .table('submissions')
          .where('number', number)
          .update({
            status: 'withdrawn',
            status_changed_at: db.now,
            revision: db.expression('revision + 1'),
          }),
        addEvent(db, actor, { number, kind: 'withdrawn', from, to: 'withdrawn' }),
        recordAudit(db, actor, 'submission.withdraw', `#${number}`),
        db.enqueue([{ kind: 'card.edit', number, refId: null }]),
      ]);
      db.publishChange({ number, kind: 'withdrawn' });
      const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
      db.afterCommit(() => tenancy.control.closeOpenItem(item));
    }),
  );
}
