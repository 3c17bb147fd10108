import type { Core } from '../core.ts';
import { Intent } from '../gateway/intents.ts';
import type { ChannelRecord } from '../state/types.ts';
import { listListeningBots } from './announce-message.ts';

/** Sent when a message is pinned or unpinned; the deletion of a pinned message sends none. */
export function announcePins(core: Core, channel: ChannelRecord): void {
  for (const applicationId of listListeningBots(core, channel))
    core.gateway.dispatch({
      applicationId,
      guildId: channel.guildId,
      intent: channel.guildId === null ? Intent.DirectMessages : Intent.Guilds,
      event: 'CHANNEL_PINS_UPDATE',
      data: {
        ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
        channel_id: channel.id,
        last_pin_timestamp: channel.lastPinAt,
      },
    });
}
