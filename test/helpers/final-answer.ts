import type { APIMessage } from 'discord-api-types/v10';
import { en } from '../../bot/messages/errors/en.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import type { TestApp } from './app.ts';

/** Many test processes share few cores: tests wait for an answer, not for its time. */
export const WAIT_TIMEOUT_MS = 120_000;

/**
 * What the bot says in the end: on a busy machine it first says that it takes longer than usual, and
 * edits that. Not in an app with Discord's own deadline, whose tests look at this.
 */
export async function waitForFinalAnswer(
  { discord, hasStrictDeadline }: Pick<TestApp, 'discord' | 'hasStrictDeadline'>,
  answering: Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await answering;
  if (hasStrictDeadline || outcome.kind !== 'message') return outcome;
  if (!JSON.stringify(outcome.message).includes(en.slow)) return outcome;
  const message = (await discord.control.wait({
    channelId: outcome.message.channel_id,
    messageId: outcome.message.id,
    lacks: en.slow,
    timeoutMs: WAIT_TIMEOUT_MS,
  })) as APIMessage;
  return { ...outcome, message };
}
