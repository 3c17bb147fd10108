import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

/** Discord shows so many suggestions. */
const MAX_SUGGESTIONS = 25;
/** Discord's limit for a suggestion. */
const MAX_NAME_LENGTH = 100;

/** Suggests who is blocked; whoever knows an id can type it. */
export const unblock: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'unblock',
  text: 'blocked_artists.command.unblock',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'blocked',
      text: 'blocked_artists.command.blocked',
      required: true,
      autocomplete: true,
    },
  ],
  async autocomplete({ context, interaction, actor, t }) {
    const typed = String(interaction.options.getFocused()).toLocaleLowerCase();
    const blocked = await context.operations.blockedArtists.list(actor);
    return blocked
      .filter(
        ({ artistId, artistName }) =>
          artistId === typed || artistName.toLocaleLowerCase().includes(typed),
      )
      .slice(0, MAX_SUGGESTIONS)
      .map(({ artistId, artistName, blockedBy }) => ({
        name: truncate(
          t('blocked_artists.suggestion', { name: artistName, by: blockedBy }),
          MAX_NAME_LENGTH,
        ),
        value: artistId,
      }));
  },
  async run({ context, interaction, actor, t }) {
    const unblocked = await context.operations.blockedArtists.unblock(actor, {
      artistId: interaction.options.getString('blocked', true),
    });
    const name = escapeSingleLine(unblocked?.artistName ?? '', 100);
    return createMessage(
      textDisplay(
        unblocked ? t('blocked_artists.unblocked', { name }) : t('blocked_artists.not_blocked'),
      ),
    );
  },
};
