import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Leader } from '../../domain/artist-stats/leaderboard.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { ARTIST_STATUS_STYLES } from '../messages/submissions/status-style.ts';
import type { Translator } from '../translator.ts';

export const leaderboard: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'leaderboard',
  text: 'artist_stats.command.leaderboard',
  run: async ({ context, interaction, actor, t }) =>
    presentLeaders(
      t,
      await context.operations.artistStats.listLeaders(actor),
      interaction.guild?.name ?? '',
      { canShow: true },
    ),
};

export const showLeaderboard: Button = {
  id: 'leaderboard:show',
  access: 'member',
  responseType: 'message',
  isForEveryone: true,
  run: async ({ context, interaction, actor, t }) =>
    presentLeaders(
      t,
      await context.operations.artistStats.listLeaders(actor),
      interaction.guild?.name ?? '',
      { canShow: false },
    ),
};

function presentLeaders(
  t: Translator,
  leaders: readonly Leader[],
  serverName: string,
  { canShow }: { canShow: boolean },
): MessageBody {
  if (leaders.length === 0) return createMessage(textDisplay(t('artist_stats.leaders.empty')));
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(t('artist_stats.leaders.title', { label: escapeSingleLine(serverName, 100) })),
        textDisplay(leaders.map((leader, index) => formatLine(t, leader, index + 1)).join('\n')),
      ],
    },
    ...(canShow
      ? [
          {
            type: ComponentType.ActionRow as const,
            components: [
              {
                type: ComponentType.Button as const,
                style: ButtonStyle.Secondary as const,
                label: t('artist_stats.leaders.show'),
                custom_id: createCustomId('leaderboard', 'show'),
              },
            ],
          },
        ]
      : []),
  );
}

function formatLine(t: Translator, { artistName, accepted, signed }: Leader, rank: number): string {
  const values = {
    rank,
    artist: escapeSingleLine(artistName, 80),
    accepted: t('artist_stats.leaders.accepted', { count: accepted }),
  };
  return signed > 0
    ? t('artist_stats.leaders.line_signed', {
        ...values,
        icon: ARTIST_STATUS_STYLES.signed.icon,
        signed,
      })
    : t('artist_stats.leaders.line', values);
}
