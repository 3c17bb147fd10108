import { setTimeout as wait } from 'node:timers/promises';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { DecisionState, SubmissionDetail } from '../../domain/submissions/types.ts';
import type { BotContext } from '../context.ts';
import type { Invocation } from '../dispatch/types.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/**
 * The reply to a decision: when the artist will get the message, with a button to undo it until
 * then; afterwards the outcome, because Discord's relative times keep counting.
 */
export async function* followDecision(
  { context, actor, t, stopSignal }: Omit<Invocation<never>, 'interaction' | 'handlers'>,
  number: number,
  decide: () => Promise<DecisionState>,
): AsyncGenerator<MessageBody> {
  const decision = await decide();
  yield presentDecision(t, number, decision);
  if (decision.undoUntil === null) return;
  try {
    await wait(Math.max(0, decision.undoUntil - Date.now()), null, { signal: stopSignal });
  } catch {
    // The bot stops: the message stays as it is.
    return;
  }
  const submission = await readSubmission(context, actor, number);
  if (submission) yield presentOutcome(t, submission, decision);
}

/** @returns null when it cannot be read now */
async function readSubmission(
  { operations }: BotContext,
  actor: Actor,
  number: number,
): Promise<SubmissionDetail | null> {
  try {
    return await operations.submissions.get(actor, number);
  } catch (error) {
    if (isVektraError(error)) return null;
    throw error;
  }
}

function presentDecision(
  t: Translator,
  number: number,
  { status, undoUntil }: DecisionState,
): MessageBody {
  const key = status === 'approved' ? 'approved' : 'rejected';
  if (undoUntil === null) return createMessage(textDisplay(t(`review.${key}_final`, { number })));
  return createMessage(
    textDisplay(t(`review.${key}`, { number, seconds: toUnixSeconds(undoUntil) })),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: t('review.undo'),
          custom_id: createCustomId('review', 'undo', number),
        },
      ],
    },
  );
}

function presentOutcome(
  t: Translator,
  { number, status, decision }: SubmissionDetail,
  { eventId, status: decided }: DecisionState,
): MessageBody {
  const key = decided === 'approved' ? 'approved' : 'rejected';
  return createMessage(
    textDisplay(
      decision?.eventId === eventId
        ? t(`review.${key}_final`, { number })
        : t('review.decision_dropped', { number, status: t(`submissions.status.${status}`) }),
    ),
  );
}
