import { toRequestId } from '../dispatch/request-id.ts';
import type { Invocation, RepliableInteraction } from '../dispatch/types.ts';
import type { FormValues } from '../forms/index.ts';
import type { MessageBody } from '../messages/message.ts';
import { presentDeferred, presentSubmitted } from './receipts.ts';

/** Submits what an artist filled in. @returns their receipt */
export async function sendDemo(
  {
    context,
    interaction,
    actor,
    t,
  }: Pick<Invocation<RepliableInteraction>, 'context' | 'interaction' | 'actor' | 't'>,
  values: FormValues,
): Promise<MessageBody> {
  const { artistName = '', trackTitle = '', trackUrl = '', genre, message } = values;
  const result = await context.operations.submissions.submitOrDefer(actor, {
    requestId: toRequestId(interaction),
    artistName,
    trackTitle,
    trackUrl,
    genre,
    message,
  });
  const serverName = interaction.guild?.name ?? '';
  return 'deferredAt' in result
    ? presentDeferred(t, { trackTitle, serverName })
    : presentSubmitted(t, {
        ...result,
        trackTitle,
        serverName,
        privacyUrl: context.urls.privacy,
      });
}
