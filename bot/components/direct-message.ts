import { notFound } from '../../domain/errors/errors.ts';
import type { Button, SelectMenu } from '../dispatch/types.ts';
import { parseCustomId, parseNumberArg } from '../presenters/custom-id.ts';
import { presentSubmission } from '../presenters/lists.ts';
import { relaySelected } from '../relay/relay.ts';

/** The number under a DM: how that demo stands. */
export const showSubmission: Button = {
  id: 'dm:about',
  access: 'anyone',
  responseType: 'message',
  async run({ context, interaction, actor }) {
    const args = parseCustomId(interaction.customId)?.args ?? [];
    const guildId = args[0] ?? '';
    if (!/^[0-9]{15,20}$/.test(guildId)) throw notFound();
    return presentSubmission(
      await context.operations.submissions.getMine({ ...actor, guildId }, parseNumberArg(args, 1)),
    );
  },
};

/** The artist said which demo their message is about. */
export const selectSubmission: SelectMenu = {
  id: 'dm:which',
  access: 'anyone',
  responseType: 'message',
  run: ({ context, interaction }) => relaySelected(context, interaction),
};
