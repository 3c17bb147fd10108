import { notFound } from '../../domain/errors/errors.ts';
import type { Component } from '../dispatch/types.ts';
import { numberArg, parseCustomId } from '../presenters/custom-id.ts';
import { presentOne } from '../presenters/lists.ts';
import { relayPicked } from '../relay/relay.ts';

/** The number under a DM: how that demo stands. */
export const about: Component = {
  id: 'dm:about',
  needs: 'anyone',
  answers: 'message',
  async run({ context, interaction, actor }) {
    const args = parseCustomId(interaction.customId)?.args ?? [];
    const guildId = args[0] ?? '';
    if (!/^[0-9]{15,20}$/.test(guildId)) throw notFound();
    return presentOne(
      await context.acts.submissions.getOwn({ ...actor, guildId }, numberArg(args, 1)),
    );
  },
};

/** The artist said which demo their message is about. */
export const which: Component = {
  id: 'dm:which',
  needs: 'anyone',
  answers: 'message',
  run: ({ context, interaction }) => relayPicked(context, interaction),
};
