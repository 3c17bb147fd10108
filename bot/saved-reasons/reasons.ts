import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { parseReasonOption, suggestReasons } from './choose-reason.ts';
import { presentReasons } from './present-reasons.ts';

/** Lists the saved reasons, after removing the one that the option names. */
export const reasons: SlashCommand = {
  access: 'staff',
  feature: 'saved_reasons',
  responseType: 'message',
  name: 'reasons',
  text: 'saved_reasons.command.reasons',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'remove',
      text: 'saved_reasons.command.remove',
      autocomplete: true,
    },
  ],
  autocomplete: suggestReasons,
  async run({ context, interaction, actor, t }) {
    const { savedReasons } = context.operations;
    const chosen = interaction.options.getString('remove');
    let notice: string | null = null;
    if (chosen) {
      const { savedReasonId: reasonId } = parseReasonOption(chosen);
      const removed = reasonId && (await savedReasons.remove(actor, { reasonId }));
      notice = removed
        ? t('saved_reasons.removed', { title: escapeSingleLine(removed.title) })
        : t('saved_reasons.not_found');
    }
    return presentReasons(t, await savedReasons.list(actor), notice);
  },
};
