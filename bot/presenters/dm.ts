import { ComponentType } from 'discord-api-types/v10';
import type { DecisionView, MessageView } from '../../domain/deliveries/views.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { customId } from './custom-id.ts';
import { errorText } from './errors.ts';
import { oneLine, prose, quoted } from './markdown.ts';
import { STATUS_LOOK } from './status-look.ts';

/**
 * DMs carry which demo they are about in a button's custom id: an answer to one is then known to
 * belong to it, without looking anything up.
 */
const aboutRow = (guildId: string, number: number) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.Button as const,
      style: 2 as const,
      label: `#${number}`,
      custom_id: customId('dm', 'about', guildId, number),
    },
  ],
});

/** The artist is told of a decision. `canAnswer`: the label's plan forwards answers. */
export function presentDecisionDm(view: DecisionView, canAnswer: boolean): Body {
  const values = {
    label: oneLine(view.labelName, 100),
    title: oneLine(view.trackTitle, 300),
    number: view.number,
  };
  return body(
    {
      type: ComponentType.Container,
      accent_color: STATUS_LOOK[view.status].colour,
      components: [
        words(t(`dm.${view.status}`, values)),
        ...(view.reason ? [words(t('dm.reason', { reason: quoted(view.reason) }))] : []),
        words(t(canAnswer ? 'dm.answer_hint' : 'dm.no_answer_hint', values)),
      ],
    },
    aboutRow(view.guildId, view.number),
  );
}

/** A demo that was kept while the label's database was away is in. */
export const presentParkedIn = (
  view: Pick<DecisionView, 'guildId' | 'number' | 'labelName' | 'trackTitle'>,
): Body =>
  body(
    {
      type: ComponentType.Container,
      accent_color: 0x3ecf8e,
      components: [
        words(
          t('dm.parked_in', {
            label: oneLine(view.labelName, 100),
            title: oneLine(view.trackTitle, 300),
            number: view.number,
          }),
        ),
      ],
    },
    aboutRow(view.guildId, view.number),
  );

/** It was kept, and then a rule of the label's refused it. */
export const presentParkedRefused = (trackTitle: string, error: unknown): Body =>
  body({
    type: ComponentType.Container,
    accent_color: 0xf0616d,
    components: [
      words(
        t('dm.parked_refused', {
          title: oneLine(trackTitle, 300),
          reason: errorText(error, ''),
        }),
      ),
    ],
  });

/** Staff wrote to the artist; the label speaks, not the person. */
export function presentMessageDm(view: MessageView, canAnswer: boolean): Body {
  const values = { number: view.number };
  return body(
    {
      type: ComponentType.Container,
      accent_color: 0x7c5cff,
      components: [
        words(
          t('dm.message', {
            label: oneLine(view.labelName, 100),
            title: oneLine(view.trackTitle, 300),
            body: prose(view.body, 3_300),
          }),
        ),
        words(t(canAnswer ? 'dm.answer_hint' : 'dm.no_answer_hint', values)),
      ],
    },
    aboutRow(view.guildId, view.number),
  );
}
