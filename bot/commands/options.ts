import type { ChatInputCommandInteraction } from 'discord.js';
import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import type { Call } from '../dispatch/types.ts';
import { numberArg } from '../presenters/custom-id.ts';
import { named, shorten } from '../presenters/markdown.ts';

/** Where guild commands work: in servers that installed the app. */
export const inGuild = {
  contexts: [InteractionContextType.Guild],
  integration_types: [0],
};

/** Shown only to those with Manage Server; the guard asks again. */
export const forAdmins = { default_member_permissions: String(1n << 5n) };

/** A demo's number, with suggestions. */
export const numberOption = {
  type: ApplicationCommandOptionType.Integer as const,
  name: 'number',
  description: t('command.number'),
  required: true,
  min_value: 1,
  autocomplete: true,
};

export const requestIdOf = (interaction: { id: string }): string => `discord:${interaction.id}`;

export const numberOf = (interaction: ChatInputCommandInteraction): number =>
  interaction.options.getInteger('number', true);

/** The demos that match what was typed, newest first; for staff. */
export async function suggestNumbers({
  context,
  interaction,
  actor,
}: Call<import('discord.js').AutocompleteInteraction>) {
  const typed = String(interaction.options.getFocused());
  const number = numberIn(typed);
  const list = context.acts.submissions.list;
  const [newest, exact] = await Promise.all([
    list(actor, { limit: NEWEST }),
    // A number that was typed in full is found however old it is.
    number ? list(actor, { limit: 1, before: number + 1 }) : null,
  ]);
  const items = new Map(
    [...(exact?.items.filter((item) => item.number === number) ?? []), ...newest.items].map(
      (item) => [item.number, item],
    ),
  );
  return [...items.values()].filter(matches(typed)).map(choice);
}

/** The artist's own demos. */
export async function suggestOwn({
  context,
  interaction,
  actor,
}: Call<import('discord.js').AutocompleteInteraction>) {
  const items = await context.acts.submissions.mine(actor);
  return items.filter(matches(String(interaction.options.getFocused()))).map(choice);
}

const NEWEST = 100;

const numberIn = (typed: string): number => numberArg([typed.trim().replace(/^#/, '')]);

/** By the number's first digits, or by a part of title or artist. */
function matches(typed: string): (item: Item) => boolean {
  const text = typed.trim().replace(/^#/, '').toLocaleLowerCase();
  return ({ number, trackTitle, artistName }) =>
    String(number).startsWith(text) ||
    `${trackTitle}\n${artistName}`.toLocaleLowerCase().includes(text);
}

type Item = Awaited<ReturnType<Call<never>['context']['acts']['submissions']['mine']>>[number];

const choice = (item: Item) => ({
  name: shorten(
    t('lists.autocomplete', {
      number: item.number,
      title: named(item.trackTitle),
      artist: named(item.artistName),
      status: t(`status.${item.status}`),
    }),
    100,
  ),
  value: item.number,
});
