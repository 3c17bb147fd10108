import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationCommandOptionType, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { toUnixSeconds, truncate } from '../presenters/markdown.ts';
import { createMessage, textDisplay } from '../presenters/message.ts';
import { isMoveFinished, presentMove, presentStorage } from '../presenters/storage.ts';
import { adminCommand, guildCommand, toRequestId } from './options.ts';

/** The answer's token lives fifteen minutes; after that only the dashboard shows how a move goes. */
const FOLLOW_TIMEOUT_MS = 14 * 60_000;
const POLL_INTERVAL_MS = 2_000;

export const dbStatus: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  data: {
    name: 'db_status',
    description: t('command.db_status'),
    ...guildCommand,
    ...adminCommand,
  },
  run: async ({ context, actor }) => presentStorage(await context.operations.storage.get(actor)),
};

export const setupDb: SlashCommand = {
  access: 'admin',
  feature: 'own_database',
  responseType: 'message',
  data: { name: 'setup_db', description: t('command.setup_db'), ...guildCommand, ...adminCommand },
  async run({ context, actor }) {
    const { token, expiresAt } = await context.operations.storage.createSetupLink(actor);
    return createMessage(
      {
        type: ComponentType.Container,
        accent_color: 0x7c5cff,
        components: [textDisplay(t('storage.setup_link', { seconds: toUnixSeconds(expiresAt) }))],
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
  access: 'admin',
  responseType: 'progress',
  data: {
    name: 'storage',
    description: t('command.storage'),
    ...guildCommand,
    ...adminCommand,
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
    const query = String(interaction.options.getFocused()).toLocaleLowerCase();
    const { regions, placement } = await context.operations.storage.get(actor);
    return regions
      .filter(({ key }) => placement.kind === 'own' || key !== placement.region)
      .filter(({ key, name }) => `${key} ${name}`.toLocaleLowerCase().includes(query))
      .map(({ key, name }) => ({ name: truncate(name, 100), value: key }));
  },
  async *run({ context, interaction, actor, stopSignal }) {
    const region = interaction.options.getString('region');
    if (!region) {
      yield presentStorage(await context.operations.storage.get(actor));
      return;
    }
    const startedMove = await context.operations.storage.startMove(actor, {
      requestId: toRequestId(interaction),
      region,
    });
    yield presentMove(startedMove);
    for (const endsAt = Date.now() + FOLLOW_TIMEOUT_MS; Date.now() < endsAt; ) {
      await pause(POLL_INTERVAL_MS, null, { signal: stopSignal }).catch(() => {});
      if (stopSignal.aborted) return;
      const { move } = await context.operations.storage.get(actor);
      if (move?.id !== startedMove.id) return;
      yield presentMove(move);
      if (isMoveFinished(move)) return;
    }
  },
};
