import { ComponentType } from 'discord-api-types/v10';
import { parseTrackLink, type TrackLink } from '../../domain/links/parse-track-link.ts';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import type { SelectMenu } from '../dispatch/types.ts';
import type { FormValues } from '../forms/index.ts';
import { parseCustomId } from '../messages/custom-id.ts';
import { toSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { sendDemo } from './send-demo.ts';

/** Discord's limit for an option of a select menu. */
const MAX_LABEL_LENGTH = 100;

/**
 * Asks which of the pasted links is the track's.
 * @param customId of the menu; it names the key under which the form's values are cached
 */
export const presentLinkChoice = (
  t: Translator,
  customId: string,
  links: readonly TrackLink[],
): MessageBody =>
  createMessage(textDisplay(t('submissions.link_choice.title', { count: links.length })), {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder: t('submissions.link_choice.prompt'),
        options: links.map(({ url, platform }, index) => ({
          label: truncate(toSingleLine(url.replace(/^https?:\/\//, '')), MAX_LABEL_LENGTH),
          ...(platform === 'other' ? {} : { description: PLATFORM_NAMES[platform] }),
          value: String(index),
        })),
      },
    ],
  });

/** The choice; the menu stays, so that it can be repeated when the demo was not accepted. */
export const chooseLink: SelectMenu = {
  id: 'submit:link',
  access: 'member',
  responseType: 'message',
  async run({ context, interaction, actor, t }) {
    const [formKey = ''] = parseCustomId(interaction.customId)?.args ?? [];
    const values = context.formValues.get(formKey, interaction.user.id);
    const trackUrl = getChosenLink(values, Number(interaction.values[0]));
    if (trackUrl === null) return createMessage(textDisplay(t('submissions.link_choice.expired')));
    return sendDemo({ context, interaction, actor, t }, { ...values, trackUrl });
  },
};

/** @returns null when the form's values are gone: they are kept in memory only */
export function getChosenLink({ trackUrl }: FormValues, index: number): string | null {
  const parsed = trackUrl === undefined ? null : parseTrackLink(trackUrl);
  if (parsed?.kind !== 'several') return null;
  const link = parsed.links[index];
  return link ? [link.url, parsed.note].filter(Boolean).join(' ') : null;
}
