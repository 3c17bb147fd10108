import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationCommandOptionType, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { body, words } from '../presenters/body.ts';
import { seconds, shorten } from '../presenters/markdown.ts';
import { isOver, presentMove, presentStorage } from '../presenters/storage.ts';
import { forAdmins, inGuild, requestIdOf } from './options.ts';

/** The answer's token lives fifteen minutes; after that only the dashboard shows how a move goes. */
const FOLLOWED_MS = 14 * 60_000;
const LOOK_MS = 2_000;

export const dbStatus: SlashCommand = {
  needs: 'admin',
  answers: 'message',
  data: { name: 'db_status', description: t('command.db_status'), ...inGuild, ...forAdmins },
  run: async ({ context, actor }) => presentStorage(await context.acts.storage.view(actor)),
};

export const setupDb: SlashCommand = {
  needs: 'admin',
  feature: 'own_database',
  answers: 'message',
  data: { name: 'setup_db', description: t('command.setup_db'), ...inGuild, ...forAdmins },
  async run({ context, actor }) {
    const { token, expiresAt } = await context.acts.storage.offerSetup(actor);
    return body(
      {
        type: ComponentType.Container,
        accent_color: 0x7c5cff,
        components: [words(t('storage.setup_link', { seconds: seconds(expiresAt) }))],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Link,
            label: t('storage.setup_button'),
            url: context.urls.connect(actor.guildId, token),
          },
        ],
      },
    );
  },
};

export const storage: SlashCommand = {
  needs: 'admin',
  answers: 'progress',
  data: {
    name: 'storage',
    description: t('command.storage'),
    ...inGuild,
    ...forAdmins,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'region',
        description: t('command.storage_region'),
        autocomplete: true,
      },
    ],
  },
  async autocomplete({ context, interaction, actor }) {
    const typed = String(interaction.options.getFocused()).toLocaleLowerCase();
    const { regions, placement } = await context.acts.storage.view(actor);
    return regions
      .filter(({ key }) => placement.kind === 'own' || key !== placement.region)
      .filter(({ key, name }) => `${key} ${name}`.toLocaleLowerCase().includes(typed))
      .map(({ key, name }) => ({ name: shorten(name, 100), value: key }));
  },
  async *run({ context, interaction, actor, stopping }) {
    const region = interaction.options.getString('region');
    if (!region) {
      yield presentStorage(await context.acts.storage.view(actor));
      return;
    }
    const begun = await context.acts.storage.moveTo(actor, {
      requestId: requestIdOf(interaction),
      region,
    });
    yield presentMove(begun);
    for (const endsAt = Date.now() + FOLLOWED_MS; Date.now() < endsAt; ) {
      await pause(LOOK_MS, null, { signal: stopping }).catch(() => {});
      if (stopping.aborted) return;
      const { move } = await context.acts.storage.view(actor);
      if (move?.id !== begun.id) return;
      yield presentMove(move);
      if (isOver(move)) return;
    }
  },
};
