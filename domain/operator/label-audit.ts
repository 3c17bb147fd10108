import pMap from 'p-map';
import { z } from 'zod';
import type { GuildWriter, OperatorAuditRow } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { appendEvent, type EventActor } from '../events/append-event.ts';
import { defineEvent } from '../events/define-event.ts';

/** Labels see operators under this name; which of them it was is in the operators' audit log. */
const OPERATORS: EventActor = { userId: '0', name: "Vektra's operators", source: 'operator' };
const BATCH_SIZE = 100;
/** A label's database that hangs delays only some of the others. */
const CONCURRENCY = 8;
/** What of an entry's details concerns the label; reasons may name other customers. */
const VISIBLE_DETAILS = [
  'plan',
  'endsAt',
  'grant',
  'moveId',
  'region',
  'version',
  'id',
  'retried',
] as const;

/**
 * An operator changed something for the label; `kind` is the action in the operators' audit log.
 */
const operatorAction = (action: string) =>
  defineEvent({
    kind: action,
    subjectType: 'guild',
    data: z.record(z.string(), z.unknown()),
    liveKind: null,
  });

/**
 * An operator's change in the label's own history, under the id of the operators' entry: recorded
 * again, it is there once.
 */
export async function recordLabelAudit(
  db: GuildWriter,
  entry: Pick<OperatorAuditRow, 'id' | 'at' | 'act' | 'details'>,
): Promise<void> {
  const { id, at, act, details } = entry;
  const kind = operatorAction(act);
  const recorded = await db
    .table('events')
    .where({ subject_type: kind.subjectType, subject_id: db.guildId, id })
    .first('id');
  if (recorded) return;
  const visibleDetails = VISIBLE_DETAILS.filter((key) => details[key] !== undefined);
  await appendEvent(db, OPERATORS, kind, {
    subjectId: db.guildId,
    id,
    at,
    data: Object.fromEntries(visibleDetails.map((key) => [key, details[key]])),
  });
}

/**
 * Copies operators' changes into the histories of the labels that they concern, wherever those
 * live. A label that cannot be written to now (its database is away, its data is being switched)
 * gets its copy later.
 * @param onFailure told of each one that has to wait
 */
export async function copyAuditToLabels(
  { tenancy, now }: Deps,
  onFailure: (guildId: string, error: unknown) => void,
): Promise<void> {
  const dueCopies = await tenancy.control.claimLabelCopies({ now: now(), limit: BATCH_SIZE });
  await pMap(
    dueCopies,
    async (entry) => {
      try {
        await tenancy.write(entry.guildId, (db) => recordLabelAudit(db, entry));
        await tenancy.control.finishLabelCopy(entry.id);
      } catch (error) {
        onFailure(entry.guildId, error);
      }
    },
    { concurrency: CONCURRENCY },
  );
}
