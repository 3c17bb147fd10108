import { ComponentType } from 'discord-api-types/v10';
import { notFound } from '../../domain/errors/errors.ts';
import type { BotContext } from '../context.ts';
import type { SelectMenu } from '../dispatch/types.ts';
import { createCustomId, parseNumberArg } from '../messages/custom-id.ts';
import { toSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { SubmissionRef } from '../messages/submissions/submission-button.ts';
import type { Translator } from '../translator.ts';
import { forwardToLabel } from './forward.ts';

/** Discord's limits for a select menu. */
const MAX_OPTIONS = 25;
const MAX_LABEL_LENGTH = 100;

/** Asks the artist which of their open demos a message is about. */
export async function presentWhichSubmission(
  context: BotContext,
  t: Translator,
  userId: string,
  items: readonly SubmissionRef[],
): Promise<MessageBody> {
  const options = await Promise.all(
    items.slice(0, MAX_OPTIONS).map(async ({ guildId, number }) => {
      const title = await loadTitle(context, userId, guildId, number);
      return {
        label: truncate(`#${number} · ${toSingleLine(title)}`, MAX_LABEL_LENGTH),
        value: `${guildId}:${number}`,
      };
    }),
  );
  return createMessage(textDisplay(t('direct_messages.which')), {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: createCustomId('dm', 'which'),
        placeholder: t('direct_messages.which_placeholder'),
        options,
      },
    ],
  });
}

/** The choice. The menu replies to the artist's message, which is fetched from Discord again. */
export const selectSubmission: SelectMenu = {
  id: 'dm:which',
  access: 'anyone',
  responseType: 'message',
  async run({ context, interaction, t }) {
    const [guildId = '', number = ''] = (interaction.values[0] ?? '').split(':');
    const original = await interaction.message.fetchReference();
    if (original.author.id !== interaction.user.id) throw notFound();
    return forwardToLabel(context, t, original, { guildId, number: parseNumberArg([number]) });
  },
};

/** The registry knows ids only: the title is in the guild's database, which may be unavailable. */
async function loadTitle(
  { operations }: BotContext,
  userId: string,
  guildId: string,
  number: number,
): Promise<string> {
  const actor = {
    guildId,
    userId,
    name: '',
    avatarUrl: null,
    source: 'discord' as const,
    isAdmin: false,
    roleIds: [],
    canView: () => false,
  };
  const item = await operations.submissions.getMine(actor, number).catch(() => null);
  return item?.trackTitle ?? '…';
}
