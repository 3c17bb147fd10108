import type { GivenAnswer } from '../../domain/demo-form/answers.ts';
import { fileLimitsOf } from '../../domain/files/file-limits.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Invocation, RepliableInteraction } from '../dispatch/types.ts';
import { type FormValues, parseFilesValue } from '../forms/index.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import type { MessageBody } from '../messages/message.ts';
import { presentUploadLink } from '../uploads/index.ts';
import { hasOwnAnswers, readParts, toAnswers } from './read-form.ts';
import { presentDeferred, presentSubmitted } from './receipts.ts';

type Sender = Pick<Invocation<RepliableInteraction>, 'context' | 'interaction' | 'actor' | 't'>;

/**
 * Submits what an artist filled in; a demo without link and files is sent from the upload page.
 * @returns their receipt, or the link
 */
export async function sendDemo(
  { context, interaction, actor, t }: Sender,
  values: FormValues,
): Promise<MessageBody> {
  const { artistName = '', trackTitle = '', trackUrl, message } = values;
  const files = parseFilesValue(values);
  const answers = hasOwnAnswers(values)
    ? toAnswers(t, await readParts({ context, actor }), values)
    : [];
  const hasTrack = files.length > 0 || (trackUrl ?? '').trim() !== '';
  if (!hasTrack) return startUpload({ context, interaction, actor, t }, { ...values, answers });
  const result = await context.operations.submissions.submitOrDefer(actor, {
    requestId: toRequestId(interaction),
    artistName,
    trackTitle,
    trackUrl,
    message,
    ...(answers.length > 0 ? { answers } : {}),
    ...(files.length > 0 ? { files } : {}),
  });
  const serverName = interaction.guild?.name ?? '';
  return 'deferredAt' in result
    ? presentDeferred(t, { trackTitle, serverName })
    : presentSubmitted(t, {
        ...result,
        artistName,
        trackTitle,
        serverName,
        privacyUrl: context.urls.privacy,
      });
}

async function startUpload(
  { context, interaction, actor, t }: Sender,
  demo: { artistName?: string; trackTitle?: string; message?: string; answers: GivenAnswer[] },
): Promise<MessageBody> {
  const { artistName = '', trackTitle = '', message, answers } = demo;
  const { uploads, plans } = context.operations;
  const [{ sessionId }, plan] = await Promise.all([
    uploads.start(actor, {
      requestId: toRequestId(interaction),
      form: { artistName, trackTitle, message, ...(answers.length > 0 ? { answers } : {}) },
    }),
    plans.get(actor),
  ]);
  return presentUploadLink(t, {
    text: t('uploads.for_new', { title: escapeSingleLine(trackTitle, 300) }),
    url: context.urls.upload(actor.guildId, sessionId),
    maxFileBytes: fileLimitsOf(plan).maxFileBytes,
  });
}
