import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationCommandOptionType, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { toUnixSeconds, truncate } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { isMoveFinished, presentMove } from './present-move.ts';
import { presentStorage } from './present-storage.ts';

/** Discord accepts edits for 15 min; after that only the dashboard shows a move's progress. */
const FOLLOW_TIMEOUT_MS = 14 * 60_000;
const POLL_INTERVAL_MS = 2_000;

export const dbStatus: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'db_status',
  text: 'storage.command.db_status',
  run: async ({ context, actor, t }) =>
    presentStorage(t, await context.operations.storage.get(actor)),
};

export const setupDb: SlashCommand = {
  access: 'admin',
  feature: 'own_database',
  responseType: 'message',
  name: 'setup_db',
  text: 'storage.command.setup_db',
  async run({ context, actor, t }) {
    const { token, expiresAt } = await context.operations.storage.createSetupLink(actor);
    return createMessage(
      {
        type: ComponentType.Container,
        accent_color: ACCENT_COLOUR,
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
  name: 'storage',
  text: 'storage.command.storage',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'region',
      text: 'storage.command.region',
      autocomplete: true,
    },
  ],
  async autocomplete({ context, interaction, actor }) {
    const query = String(interaction.options.getFocused()).toLocaleLowerCase();
    const { regions, placement } = await context.operations.storage.get(actor);
    return regions
      .filter(({ key }) => placement.kind === 'own' || key !== placement.region)
      .filter(({ key, name }) => `${key} ${name}`.toLocaleLowerCase().includes(query))
      .map(({ key, name }) => ({ name: truncate(name, 100), value: key }));
  },
  async *run({ context, interaction, actor, t, stopSignal }) {
    const region = interaction.options.getString('region');
    if (!region) {
      yield presentStorage(t, await context.operations.storage.get(actor));
      return;
    }
    const startedMove = await context.operations.storage.startMove(actor, {
      requestId: toRequestId(interaction),
      region,
    });
    yield presentMove(t, startedMove);
    for (const endsAt = Date.now() + FOLLOW_TIMEOUT_MS; Date.now() < endsAt; ) {
      await pause(POLL_INTERVAL_MS, null, { signal: stopSignal }).catch(() => {});
      if (stopSignal.aborted) return;
      const { move } = await context.operations.storage.get(actor);
      if (move?.id !== startedMove.id) return;
      yield presentMove(t, move);
      if (isMoveFinished(move)) return;
    }
  },
};
