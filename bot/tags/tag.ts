import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { TAG_INPUT_MAX_LENGTH } from '../../domain/tags/tag-length.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { suggestSubmissions } from '../review/index.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';

const textOption = (name: 'add' | 'remove') =>
  ({
    type: ApplicationCommandOptionType.String,
    name,
    text: `tags.command.${name}`,
    max_length: TAG_INPUT_MAX_LENGTH,
    autocomplete: true,
  }) as const;

/** Shows a demo's tags, after adding and removing what the options name. */
export const tag: SlashCommand = {
  access: 'staff',
  feature: 'tags',
  responseType: 'message',
  name: 'tag',
  text: 'tags.command.tag',
  options: [submissionNumberOption, textOption('add'), textOption('remove')],
  autocomplete: async (invocation) => {
    const { context, interaction, actor } = invocation;
    const focused = interaction.options.getFocused(true);
    if (focused.name === submissionNumberOption.name) return suggestSubmissions(invocation);
    const number = interaction.options.getInteger(submissionNumberOption.name);
    const { tags } = context.operations;
    const subjectTags = number ? await tags.listOfSubject(actor, submissionSubject(number)) : [];
    const candidates =
      focused.name === 'remove'
        ? subjectTags
        : (await tags.list(actor)).filter((each) => !subjectTags.includes(each));
    return candidates
      .filter((each) => each.toLocaleLowerCase().includes(focused.value.trim().toLocaleLowerCase()))
      .map((each) => ({ name: truncate(each, 100), value: each }));
  },
  async run({ context, interaction, actor, t }) {
    const { tags } = context.operations;
    const number = getNumberOption(interaction);
    const subject = submissionSubject(number);
    const requestId = toRequestId(interaction);
    const [added, removed] = ['add', 'remove'].map((name) => interaction.options.getString(name));
    let names: string[] | undefined;
    if (removed)
      names = await tags.remove(actor, { requestId: `${requestId}:remove`, subject, tag: removed });
    if (added)
      names = await tags.add(actor, { requestId: `${requestId}:add`, subject, tag: added });
    names ??= await tags.listOfSubject(actor, subject);
    return createMessage(
      textDisplay(
        names.length > 0
          ? t('tags.tags', {
              number,
              tags: names.map((each) => escapeSingleLine(each, 40)).join(' · '),
            })
          : t('tags.none', { number }),
      ),
    );
  },
};
