import type { ChatInputCommandInteraction } from 'discord.js';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { SubmissionSummary } from '../../domain/submissions/types.ts';
import type { CommandOption, Suggestion } from '../dispatch/types.ts';
import { toSingleLine, truncate } from '../messages/markdown.ts';
import type { Translator } from '../translator.ts';

/** A demo's number, with suggestions. */
export const submissionNumberOption = {
  type: ApplicationCommandOptionType.Integer,
  name: 'number',
  text: 'submissions.command.number',
  required: true,
  min_value: 1,
  autocomplete: true,
} satisfies CommandOption;

/** The value of {@link submissionNumberOption}. */
export const getNumberOption = (interaction: ChatInputCommandInteraction): number =>
  interaction.options.getInteger(submissionNumberOption.name, true);

type Named = Pick<SubmissionSummary, 'number' | 'trackTitle' | 'artistName'>;

/** The submissions whose number begins with `query`, or whose title or artist contains it. */
export function suggestMatching<I extends Named>(
  t: Translator,
  items: readonly I[],
  query: string,
  formatStatus: (item: I) => string,
): Suggestion[] {
  const text = query.trim().replace(/^#/, '').toLocaleLowerCase();
  return items
    .filter(
      ({ number, trackTitle, artistName }) =>
        String(number).startsWith(text) ||
        `${trackTitle}\n${artistName}`.toLocaleLowerCase().includes(text),
    )
    .map((item) => ({
      name: truncate(
        t('submissions.suggestion', {
          number: item.number,
          title: toSingleLine(item.trackTitle),
          artist: toSingleLine(item.artistName),
          status: formatStatus(item),
        }),
        100,
      ),
      value: item.number,
    }));
}
