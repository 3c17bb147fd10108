import type { Guild } from 'discord.js';
import {
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import type { BotContext } from '../context.ts';
import { inspectTarget } from '../discord/inspect-target.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

export const OUTCOMES = ['approved', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where decided demos are posted, what is wrong with it, and what ends it. */
export async function presentRouting(
  { operations }: BotContext,
  t: Translator,
  actor: Actor,
  guild: Guild | null,
): Promise<MessageBody> {
  const { routing } = await operations.settings.get(actor);
  const channelIds = { approved: routing.approvedChannelId, rejected: routing.rejectedChannelId };
  const lines = OUTCOMES.flatMap((outcome) => {
    const channelId = channelIds[outcome];
    if (channelId === null) return [t(`routing.${outcome}_none`)];
    const { exists, missing } = inspectTarget(t, guild, channelId);
    return [
      t(`routing.${outcome}`, { channel: `<#${channelId}>` }),
      ...(exists ? [] : [t('routing.gone')]),
      ...(missing.length > 0 ? [t('routing.missing', { missing })] : []),
    ];
  });
  const chosen = OUTCOMES.filter((outcome) => channelIds[outcome] !== null);
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(t('routing.title')),
        textDisplay(lines.join('\n')),
        textDisplay([t('routing.what'), t('routing.change')].join('\n')),
      ],
    },
    ...(chosen.length > 0 ? [stopRow(t, chosen)] : []),
  );
}

const stopRow = (t: Translator, chosen: readonly Outcome[]): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components: chosen.map((outcome) => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: t(`routing.button.${outcome}`),
    custom_id: createCustomId('routing', `stop_${outcome}`),
  })),
});
