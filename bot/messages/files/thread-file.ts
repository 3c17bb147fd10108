import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { PostedFile } from '../../../domain/files/posted-file.ts';
import type { FileMessageBody } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';
import { formatKeptFile } from './file-lines.ts';

/**
 * A file of a demo in its staff thread, where Discord plays it.
 * @param publicUrl where people open the dashboard; without a slash at its end
 */
export const presentThreadFile = (
  t: MessageTranslator,
  { guildId, number, file }: { guildId: string; number: number; file: PostedFile },
  publicUrl: string,
): FileMessageBody => ({
  content: [formatKeptFile(t, file), ...(file.isCopy ? [t('files.posted_copy')] : [])].join('\n'),
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Link,
          label: t('files.open_demo'),
          url: `${publicUrl}/g/${guildId}/submissions/${number}`,
        },
      ],
    },
  ],
  allowed_mentions: { parse: [] },
});
