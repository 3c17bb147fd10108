import { ComponentType } from 'discord-api-types/v10';
import type { DecisionView, MessageView } from '../../domain/deliveries/views.ts';
import { t } from '../catalogues/translate.ts';
import { createCustomId } from './custom-id.ts';
import { formatError } from './errors.ts';
import { blockquote, escapeKeepingLinks, escapeSingleLine } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';
import { STATUS_STYLES } from './status-style.ts';

/**
 * DMs carry which demo they are about in a button's custom id: an answer to one is then known to
 * belong to it, without looking anything up.
 */
const submissionButtonRow = (guildId: string, number: number) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.Button as const,
      style: 2 as const,
      label: `#${number}`,
      custom_id: createCustomId('dm', 'about', guildId, number),
    },
  ],
});

/** The artist is told of a decision. `canAnswer`: the label's plan forwards answers. */
export function presentDecisionDm(view: DecisionView, canReply: boolean): MessageBody {
  const values = {
    label: escapeSingleLine(view.labelName, 100),
    title: escapeSingleLine(view.trackTitle, 300),
    number: view.number,
  };
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: STATUS_STYLES[view.status].colour,
      components: [
        textDisplay(t(`dm.${view.status}`, values)),
        ...(view.reason ? [textDisplay(t('dm.reason', { reason: blockquote(view.reason) }))] : []),
        textDisplay(t(canReply ? 'dm.answer_hint' : 'dm.no_answer_hint', values)),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );
}

/** A demo that was kept while the label's database was away is in. */
export const presentDeferredAccepted = (
  view: Pick<DecisionView, 'guildId' | 'number' | 'labelName' | 'trackTitle'>,
): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: 0x3ecf8e,
      components: [
        textDisplay(
          t('dm.parked_in', {
            label: escapeSingleLine(view.labelName, 100),
            title: escapeSingleLine(view.trackTitle, 300),
            number: view.number,
          }),
        ),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );

/** It was kept, and then a rule of the label's refused it. */
export const presentDeferredRefused = (trackTitle: string, error: unknown): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: 0xf0616d,
    components: [
      textDisplay(
        t('dm.parked_refused', {
          title: escapeSingleLine(trackTitle, 300),
          reason: formatError(error, ''),
        }),
      ),
    ],
  });

/** Staff wrote to the artist; the label speaks, not the person. */
export function presentMessageDm(view: MessageView, canReply: boolean): MessageBody {
  const values = { number: view.number };
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: 0x7c5cff,
      components: [
        textDisplay(
          t('dm.message', {
            label: escapeSingleLine(view.labelName, 100),
            title: escapeSingleLine(view.trackTitle, 300),
            body: escapeKeepingLinks(view.body, 3_300),
          }),
        ),
        textDisplay(t(canReply ? 'dm.answer_hint' : 'dm.no_answer_hint', values)),
      ],
    },
    submissionButtonRow(view.guildId, view.number),
  );
}
