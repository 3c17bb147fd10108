import { toRequestId } from '../dispatch/request-id.ts';
import type { Invocation, RepliableInteraction } from '../dispatch/types.ts';
import { type FormValues, parseFilesValue } from '../forms/index.ts';
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
  const { artistName = '', trackTitle = '', trackUrl, message } = values;
  const files = parseFilesValue(values);
  const result = await context.operations.submissions.submitOrDefer(actor, {
    requestId: toRequestId(interaction),
    artistName,
    trackTitle,
    trackUrl,
    message,
    ...(files.length > 0 ? { files } : {}),
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
