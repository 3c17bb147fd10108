import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import { addFilesButton } from '../uploads/index.ts';

/** What an artist can do with a demo that was not answered yet. */
export const artistButtons = (
  t: Translator,
  number: number,
  { canCorrect }: { canCorrect: boolean },
) => ({
  type: ComponentType.ActionRow as const,
  components: [
    addFilesButton(t, number),
    ...(canCorrect
      ? [
          {
            type: ComponentType.Button as const,
            style: ButtonStyle.Secondary as const,
            label: t('submissions.correction.button'),
            custom_id: createCustomId('correct', 'open', number),
          },
        ]
      : []),
  ],
});
