import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { NOTE_MAX_LENGTH } from '../../domain/notes/note-length.ts';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { suggestSubmissions } from '../review/index.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';
import { fetchMentionedPeople, nameMentions } from './mentioned-people.ts';

export const note: SlashCommand = {
  access: 'staff',
  feature: 'notes',
  responseType: 'message',
  name: 'note',
  text: 'notes.command.note',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.String,
      name: 'text',
      text: 'notes.command.text',
      required: true,
      max_length: NOTE_MAX_LENGTH,
    },
  ],
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor, t }) {
    const number = getNumberOption(interaction);
    const text = interaction.options.getString('text', true);
    const people = interaction.guild ? await fetchMentionedPeople(interaction.guild, text) : [];
    const { mentionedIds } = await context.operations.notes.add(actor, {
      requestId: toRequestId(interaction),
      subject: submissionSubject(number),
      body: nameMentions(text, people),
      ...(people.length > 0 ? { mentions: people } : {}),
    });
    const listNames = (isNotified: boolean) =>
      people
        .filter(({ userId }) => mentionedIds.includes(userId) === isNotified)
        .map(({ name }) => escapeSingleLine(name, 80));
    const [notified, others] = [listNames(true), listNames(false)];
    return createMessage(
      textDisplay(
        [
          t('notes.added', { number }),
          ...(notified.length > 0 ? [t('notes.notified', { names: notified })] : []),
          ...(others.length > 0 ? [t('notes.not_notified', { names: others })] : []),
        ].join('\n'),
      ),
    );
  },
};
