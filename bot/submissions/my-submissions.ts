import type { ArtistSubmission } from '../../domain/submissions/types.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button, Invocation, SlashCommand } from '../dispatch/types.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { presentMySubmissions, presentSubmission } from './present-submissions.ts';
import { getNumberOption, submissionNumberOption, suggestMatching } from './suggestions.ts';

const presentMine = async ({
  context,
  actor,
  t,
}: Pick<Invocation<never>, 'context' | 'actor' | 't'>): Promise<MessageBody> =>
  presentMySubmissions(t, await context.operations.submissions.listMine(actor));

export const mySubs: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'my_subs',
  text: 'submissions.command.my_subs',
  run: presentMine,
};

/** Of a submit panel. */
export const showMine: Button = {
  id: 'submit:mine',
  access: 'member',
  responseType: 'message',
  run: presentMine,
};

const suggestMine =
  (isSuggested: (item: ArtistSubmission) => boolean): SlashCommand['autocomplete'] =>
  async ({ context, interaction, actor, t }) =>
    suggestMatching(
      t,
      (await context.operations.submissions.listMine(actor)).filter(isSuggested),
      String(interaction.options.getFocused()),
      ({ status }) => t(`submissions.artist_status.${status}`),
    );

export const submission: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'submission',
  text: 'submissions.command.submission',
  options: [submissionNumberOption],
  autocomplete: suggestMine(() => true),
  run: async ({ context, interaction, actor, t }) =>
    presentSubmission(
      t,
      await context.operations.submissions.getMine(actor, getNumberOption(interaction)),
      { canAddFiles: true },
    ),
};

export const withdraw: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'withdraw',
  text: 'submissions.command.withdraw',
  options: [submissionNumberOption],
  autocomplete: suggestMine((item) => item.canWithdraw),
  async run({ context, interaction, actor, t }) {
    const number = getNumberOption(interaction);
    await context.operations.submissions.withdraw(actor, {
      requestId: toRequestId(interaction),
      number,
    });
    return createMessage(textDisplay(t('submissions.withdrawn', { number })));
  },
};
