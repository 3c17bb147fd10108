import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { BLOCK_REASON_MAX_LENGTH } from '../../domain/blocked-artists/limits.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

/** The person need not be in the server any more: Discord takes their id, too. */
export const block: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'block',
  text: 'blocked_artists.command.block',
  options: [
    {
      type: ApplicationCommandOptionType.User,
      name: 'artist',
      text: 'blocked_artists.command.artist',
      required: true,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: 'reason',
      text: 'blocked_artists.command.reason',
      max_length: BLOCK_REASON_MAX_LENGTH,
    },
  ],
  async run({ context, interaction, actor, t }) {
    const artist = interaction.options.getUser('artist', true);
    await context.operations.blockedArtists.block(actor, {
      artistId: artist.id,
      artistName: artist.displayName,
      reason: interaction.options.getString('reason') ?? undefined,
    });
    return createMessage(
      textDisplay(
        t('blocked_artists.blocked', { name: escapeSingleLine(artist.displayName, 100) }),
      ),
    );
  },
};
