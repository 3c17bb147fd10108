import { fileLimitsOf } from '../../domain/files/file-limits.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button } from '../dispatch/types.ts';
import { parseCustomId, parseNumberArg } from '../messages/custom-id.ts';
import { presentUploadLink } from './present-upload-link.ts';

/** Starts an upload of files for a demo that the artist has sent. */
export const addFiles: Button = {
  id: 'upload:add',
  access: 'member',
  responseType: 'message',
  async run({ context, interaction, actor, t }) {
    const number = parseNumberArg(parseCustomId(interaction.customId)?.args ?? []);
    const { uploads, plans } = context.operations;
    const [{ sessionId }, plan] = await Promise.all([
      uploads.start(actor, { requestId: toRequestId(interaction), number }),
      plans.get(actor),
    ]);
    return presentUploadLink(t, {
      text: t('uploads.for_number', { number }),
      url: context.urls.upload(actor.guildId, sessionId),
      maxFileBytes: fileLimitsOf(plan).maxFileBytes,
    });
  },
};
