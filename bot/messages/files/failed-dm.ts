import { ComponentType } from 'discord-api-types/v10';
import type { FailedFileView } from '../../../domain/files/load-file.ts';
import { DANGER_COLOUR } from '../colours.ts';
import { escapeSingleLine } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import { submissionButtonRow } from '../submissions/submission-button.ts';
import type { MessageTranslator } from '../translator.ts';

/** A file of the artist's demo could not be kept; the demo itself is unharmed. */
export const presentFileFailed = (t: MessageTranslator, view: FailedFileView): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: DANGER_COLOUR,
      components: [
        textDisplay(
          t('files.failed', {
            name: escapeSingleLine(view.fileName, 200),
            title: escapeSingleLine(view.trackTitle, 300),
            label: escapeSingleLine(view.labelName, 100),
            number: view.number,
            reason: t(`files.problem.${view.problem}`),
          }),
        ),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );
