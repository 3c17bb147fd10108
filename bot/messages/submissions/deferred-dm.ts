import { ComponentType } from 'discord-api-types/v10';
import type { DecisionView } from '../../../domain/deliveries/views.ts';
import { DANGER_COLOUR, SUCCESS_COLOUR } from '../colours.ts';
import { formatError } from '../errors/errors.ts';
import { escapeSingleLine } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';
import { submissionButtonRow } from './submission-button.ts';

/** A demo that was held while the label's database was unavailable has its number. */
export const presentDeferredAccepted = (
  t: MessageTranslator,
  view: Pick<DecisionView, 'guildId' | 'number' | 'labelName' | 'trackTitle'>,
): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: SUCCESS_COLOUR,
      components: [
        textDisplay(
          t('submissions.deferred.accepted', {
            label: escapeSingleLine(view.labelName, 100),
            title: escapeSingleLine(view.trackTitle, 300),
            number: view.number,
          }),
        ),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );

/** A rule of the label's refused a demo that had been held. */
export const presentDeferredRefused = (
  t: MessageTranslator,
  trackTitle: string,
  error: unknown,
): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: DANGER_COLOUR,
    components: [
      textDisplay(
        t('submissions.deferred.refused', {
          title: escapeSingleLine(trackTitle, 300),
          reason: formatError(t, error, ''),
        }),
      ),
    ],
  });
