import type { GuildReader, OutboxEntry } from '../../tenancy/types.ts';
import type { GuildSubject } from '../subjects/guild-subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';

/** What an effect is about. */
export type EffectSubject = Subject | GuildSubject;

/** The record that an effect is about besides its subject; null: none. */
export type PayloadField =
  | 'eventId'
  | 'messageId'
  | 'fileId'
  | 'sessionId'
  | 'noteId'
  | 'channelId'
  | null;

/**
 * A kind of effect outside the database, declared once. A mutation enqueues it in its transaction;
 * workers render it from the records when they deliver it. A payload has ids only, never a text or
 * a target: rows of a customer database are not trusted.
 */
export interface EffectKind<F extends PayloadField = PayloadField> {
  /** `target.action`, at most 20 characters. Stored: it never changes. */
  kind: string;
  /**
   * Raised if the version before would deliver a row wrongly: its workers leave it to newer ones.
   */
  version: number;
  subjectType: EffectSubject['type'];
  payloadField: F;
}

export type EffectPayload<F extends PayloadField> = F extends string ? Record<F, string> : null;

export const defineEffect = <const F extends PayloadField>(kind: EffectKind<F>): EffectKind<F> =>
  kind;

/** What the outbox's `kind` column says; kinds of version 1 have no suffix. */
export const toStoredKind = ({ kind, version }: EffectKind): string =>
  version === 1 ? kind : `${kind}.${version}`;

/**
 * An entry for `db.enqueue`.
 * @param dueAt epoch ms; by default at once
 */
export const createEffect = <F extends PayloadField>(
  effect: EffectKind<F>,
  subject: EffectSubject,
  payload: EffectPayload<F>,
  dueAt?: number,
): OutboxEntry => ({
  kind: toStoredKind(effect),
  subject,
  refId: payload === null ? null : (Object.values(payload)[0] ?? null),
  ...(dueAt === undefined ? {} : { dueAt }),
});

/** @returns null for a row that lacks the id, which none of ours does */
export const parsePayload = <F extends PayloadField>(
  { payloadField }: EffectKind<F>,
  refId: string | null,
): { payload: EffectPayload<F> } | null => {
  if (payloadField === null) return { payload: null as EffectPayload<F> };
  return refId === null ? null : { payload: { [payloadField]: refId } as EffectPayload<F> };
};

/** Whether effects of these kinds on the subject are still to be delivered. */
export async function hasPendingEffects(
  db: GuildReader,
  subject: Subject,
  kinds: readonly EffectKind[],
): Promise<boolean> {
  if (kinds.length === 0) return false;
  const row = await db
    .table('outbox')
    // Rows of the version before name their subject by the number only.
    .where('number', subject.id)
    .whereIn('kind', kinds.map(toStoredKind))
    .whereIn('state', ['waiting', 'leased'])
    .first('id');
  return row !== undefined;
}
