import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { MAX_STARS } from '../../domain/ratings/stars.ts';
import type { Rating } from '../../domain/ratings/types.ts';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { suggestSubmissions } from '../review/index.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';

/** Lines that fit into one message with the longest names. */
const MAX_LINES = 30;

/** Shows what the team thinks of a demo, after giving or taking back stars. */
export const rate: SlashCommand = {
  access: 'staff',
  feature: 'ratings',
  responseType: 'message',
  name: 'rate',
  text: 'ratings.command.rate',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.Integer,
      name: 'stars',
      text: 'ratings.command.stars',
      min_value: 1,
      max_value: MAX_STARS,
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: 'remove_mine',
      text: 'ratings.command.remove',
    },
  ],
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor, t }) {
    const { ratings } = context.operations;
    const number = getNumberOption(interaction);
    const subject = submissionSubject(number);
    const requestId = toRequestId(interaction);
    const stars = interaction.options.getInteger('stars');
    if (interaction.options.getBoolean('remove_mine') === true)
      await ratings.remove(actor, { requestId, subject });
    else if (stars !== null) await ratings.rate(actor, { requestId, subject, stars });
    return presentRatings(t, number, await ratings.list(actor, subject));
  },
};

function presentRatings(t: Translator, number: number, ratings: readonly Rating[]): MessageBody {
  const count = ratings.length;
  if (count === 0) return createMessage(textDisplay(t('ratings.none', { number })));
  const average = ratings.reduce((sum, { stars }) => sum + stars, 0) / count;
  return createMessage(
    textDisplay(
      [
        t('ratings.summary', { number, average, count }),
        ...ratings.slice(0, MAX_LINES).map(({ stars, userName }) =>
          t('ratings.line', {
            stars: '★'.repeat(stars) + '☆'.repeat(MAX_STARS - stars),
            name: escapeSingleLine(userName, 80),
          }),
        ),
      ].join('\n'),
    ),
  );
}
