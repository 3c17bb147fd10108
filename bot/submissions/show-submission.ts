import { notFound } from '../../domain/errors/errors.ts';
import type { Button } from '../dispatch/types.ts';
import { parseSubmissionButton } from '../messages/submissions/submission-button.ts';
import { presentSubmission } from './present-submissions.ts';

/** The number under a DM: shows that demo as it is now. */
export const showSubmission: Button = {
  id: 'dm:about',
  access: 'anyone',
  responseType: 'message',
  async run({ context, interaction, actor, t }) {
    const { guildId = '', number = 0 } = parseSubmissionButton(interaction.customId) ?? {};
    if (!/^[0-9]{15,20}$/.test(guildId)) throw notFound();
    return presentSubmission(
      t,
      await context.operations.submissions.getMine({ ...actor, guildId }, number),
    );
  },
};
