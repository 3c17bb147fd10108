import type { ChatInputCommandInteraction } from 'discord.js';
import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import type { Invocation } from '../dispatch/types.ts';
import { parseNumberArg } from '../presenters/custom-id.ts';
import { toSingleLine, truncate } from '../presenters/markdown.ts';

/** Where guild commands work: in servers that installed the app. */
export const guildCommand = {
  contexts: [InteractionContextType.Guild],
  integration_types: [0],
};

/** Shown only to those with Manage Server; the guard asks again. */
export const adminCommand = { default_member_permissions: String(1n << 5n) };

/** A demo's number, with suggestions. */
export const submissionNumberOption = {
  type: ApplicationCommandOptionType.Integer as const,
  name: 'number',
  description: t('command.number'),
  required: true,
  min_value: 1,
  autocomplete: true,
};

export const toRequestId = (interaction: { id: string }): string => `discord:${interaction.id}`;

export const getSubmissionNumber = (interaction: ChatInputCommandInteraction): number =>
  interaction.options.getInteger('number', true);

/** The demos that match what was typed, newest first; for staff. */
export async function suggestSubmissions({
  context,
  interaction,
  actor,
}: Invocation<import('discord.js').AutocompleteInteraction>) {
  const query = String(interaction.options.getFocused());
  const number = parseTypedNumber(query);
  const list = context.operations.submissions.list;
  const [newest, exact] = await Promise.all([
    list(actor, { limit: SUGGESTION_POOL_SIZE }),
    // A number that was typed in full is found however old it is.
    number ? list(actor, { limit: 1, before: number + 1 }) : null,
  ]);
  const items = new Map(
    [...(exact?.items.filter((item) => item.number === number) ?? []), ...newest.items].map(
      (item) => [item.number, item],
    ),
  );
  return [...items.values()].filter(createMatcher(query)).map(toChoice);
}

/** The artist's own demos. */
export async function suggestMySubmissions({
  context,
  interaction,
  actor,
}: Invocation<import('discord.js').AutocompleteInteraction>) {
  const items = await context.operations.submissions.listMine(actor);
  return items.filter(createMatcher(String(interaction.options.getFocused()))).map(toChoice);
}

const SUGGESTION_POOL_SIZE = 100;

const parseTypedNumber = (query: string): number =>
  parseNumberArg([query.trim().replace(/^#/, '')]);

/** By the number's first digits, or by a part of title or artist. */
function createMatcher(query: string): (item: SuggestionItem) => boolean {
  const text = query.trim().replace(/^#/, '').toLocaleLowerCase();
  return ({ number, trackTitle, artistName }) =>
    String(number).startsWith(text) ||
    `${trackTitle}\n${artistName}`.toLocaleLowerCase().includes(text);
}

type SuggestionItem = Awaited<
  ReturnType<Invocation<never>['context']['operations']['submissions']['listMine']>
>[number];

const toChoice = (item: SuggestionItem) => ({
  name: truncate(
    t('lists.autocomplete', {
      number: item.number,
      title: toSingleLine(item.trackTitle),
      artist: toSingleLine(item.artistName),
      status: t(`status.${item.status}`),
    }),
    100,
  ),
  value: item.number,
});
