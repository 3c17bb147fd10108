import type { ArtistStats } from '../../domain/artist-stats/mine.ts';
import { ARTIST_STATUSES } from '../../domain/submissions/artist-status.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { escapeSingleLine, toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, createPanel, type MessageBody, textDisplay } from '../messages/message.ts';
import { ARTIST_STATUS_STYLES } from '../messages/submissions/status-style.ts';
import type { Translator } from '../translator.ts';

export const myStats: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'my_stats',
  text: 'artist_stats.command.my_stats',
  run: async ({ context, interaction, actor, t }) =>
    presentMyStats(
      t,
      await context.operations.artistStats.getMine(actor),
      interaction.guild?.name ?? '',
    ),
};

function presentMyStats(
  t: Translator,
  { sent, byStatus, lastSentAt }: ArtistStats,
  serverName: string,
): MessageBody {
  if (lastSentAt === null) return createMessage(textDisplay(t('submissions.mine.empty')));
  const answered = byStatus.approved + byStatus.passed + byStatus.signed;
  // Nobody answers what was withdrawn.
  const answerable = sent - byStatus.withdrawn;
  return createPanel(
    ACCENT_COLOUR,
    t('artist_stats.mine.title', { label: escapeSingleLine(serverName, 100) }),
    t('artist_stats.mine.sent', { count: sent, seconds: toUnixSeconds(lastSentAt) }),
    answerable > 0
      ? t('artist_stats.mine.answered', {
          count: answered,
          percent: Math.round((100 * answered) / answerable),
        })
      : '',
    ARTIST_STATUSES.filter((status) => byStatus[status] > 0)
      .map((status) =>
        t('artist_stats.mine.status', {
          icon: ARTIST_STATUS_STYLES[status].icon,
          status: t(`submissions.artist_status.${status}`),
          count: byStatus[status],
        }),
      )
      .join(' · '),
  );
}
