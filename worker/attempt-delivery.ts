import { hasPendingEffects, parsePayload, submissionSubject } from '../domain/index.ts';
import { DEFAULT_LOCALE } from '../domain/text/translator.ts';
import type { LeasedDelivery } from '../tenancy/index.ts';
import type { DeliveryResult } from './deliver/types.ts';
import type { DiscordCalls } from './discord-calls.ts';
import type { DrainContext } from './drain-context.ts';
import { toNumber } from './subject-number.ts';

/** Loads what a row is about, and delivers it. @throws what Discord or a database answered */
export async function attemptDelivery(
  {
    tenancy,
    botId,
    publicUrl,
    leaseMs,
    channelOwners,
    deliverers,
    translatorFor,
    egress,
    fileQueue,
    postedFileSlots,
  }: DrainContext,
  guildId: string,
  row: LeasedDelivery,
  rest: DiscordCalls,
): Promise<DeliveryResult> {
  const deliverer = Object.hasOwn(deliverers, row.kind) ? deliverers[row.kind] : undefined;
  const number = deliverer?.effect.subjectType === row.subject.type ? toNumber(guildId, row) : null;
  const parsed = deliverer && parsePayload(deliverer.effect, row.refId);
  // Not written by us: a row without a record, or a kind that only MySQL's collation takes for
  // ours.
  if (!deliverer || !parsed || number === null) return { done: true };
  const { payload } = parsed;
  const { loaded, isPredecessorPending } = await tenancy.read(guildId, async (db) => ({
    // Queried before the record: a predecessor that ends in between is then seen in the record. In
    // the other order it would be in neither, and what depends on it would be given up.
    isPredecessorPending: await hasPendingEffects(
      db,
      submissionSubject(number),
      deliverer.after ?? [],
    ),
    loaded: await deliverer.load(db, number, payload),
  }));
  if (loaded === null) return { done: true };
  return deliverer.deliver(
    {
      row,
      number,
      guildId,
      botId,
      publicUrl,
      rest,
      egress,
      fileQueue,
      postedFileSlots,
      isGuildChannel: (channelId) => channelOwners.isGuildChannel(rest, guildId, channelId),
      t: translatorFor(DEFAULT_LOCALE),
      tenancy,
      loaded,
      isPredecessorPending,
      outcomeUnknown: row.firstSentAt !== null,
      leaseMs,
    },
    payload,
  );
}
