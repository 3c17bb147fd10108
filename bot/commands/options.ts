import type { ChatInputCommandInteraction } from 'discord.js';
import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import type { Call } from '../dispatch/types.ts';
import { shorten } from '../presenters/markdown.ts';

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

/** The newest demos that match what was typed; for staff. */
export async function suggestNumbers({
  context,
  interaction,
  actor,
}: Call<import('discord.js').AutocompleteInteraction>) {
  const typed = String(interaction.options.getFocused()).replace(/\D/g, '');
  const { items } = await context.acts.submissions.list(actor, { limit: 25 });
  return items.filter(({ number }) => String(number).startsWith(typed)).map(choice);
}

/** The artist's own demos. */
export async function suggestOwn({
  context,
  interaction,
  actor,
}: Call<import('discord.js').AutocompleteInteraction>) {
  const typed = String(interaction.options.getFocused()).replace(/\D/g, '');
  const items = await context.acts.submissions.mine(actor);
  return items.filter(({ number }) => String(number).startsWith(typed)).map(choice);
}

type Item = Awaited<ReturnType<Call<never>['context']['acts']['submissions']['mine']>>[number];

const choice = (item: Item) => ({
  name: shorten(
    t('lists.autocomplete', {
      number: item.number,
      title: item.trackTitle,
      artist: item.artistName,
      status: t(`status.${item.status}`),
    }),
    100,
  ),
  value: item.number,
});
