import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { body, words } from '../presenters/body.ts';
import { presentMine, presentOne } from '../presenters/lists.ts';
import { inGuild, numberOf, numberOption, requestIdOf, suggestOwn } from './options.ts';

export const mySubs: SlashCommand = {
  needs: 'member',
  answers: 'message',
  data: { name: 'my_subs', description: t('command.my_subs'), ...inGuild },
  run: async ({ context, actor }) => presentMine(await context.acts.submissions.mine(actor)),
};

export const submission: SlashCommand = {
  needs: 'member',
  answers: 'message',
  data: {
    name: 'submission',
    description: t('command.submission'),
    ...inGuild,
    options: [numberOption],
  },
  autocomplete: suggestOwn,
  run: async ({ context, interaction, actor }) =>
    presentOne(await context.acts.submissions.getOwn(actor, numberOf(interaction))),
};

export const withdraw: SlashCommand = {
  needs: 'member',
  answers: 'message',
  data: {
    name: 'withdraw',
    description: t('command.withdraw'),
    ...inGuild,
    options: [numberOption],
  },
  autocomplete: suggestOwn,
  async run({ context, interaction, actor }) {
    const number = numberOf(interaction);
    await context.acts.submissions.withdraw(actor, { requestId: requestIdOf(interaction), number });
    return body(words(t('review.withdrawn', { number })));
  },
};
