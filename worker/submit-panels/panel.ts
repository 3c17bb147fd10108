import { Routes } from 'discord.js';
import { presentSubmitPanel } from '../../bot/messages/submissions/panel.ts';
import { deletePanel, type LoadedPanel, recordPanel } from '../../domain/index.ts';
import { sendOnce } from '../deliver/send.ts';
import { CHANNEL_LOST_CODES } from '../deliver/staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';

/** Posts a channel's panel; one that is there shows its text of now. */
export async function postPanel(
  delivery: Delivery<LoadedPanel>,
  { channelId }: { channelId: string },
): Promise<DeliveryResult> {
  const { loaded, rest, botId, t, isGuildChannel } = delivery;
  if (!(await isGuildChannel(channelId))) return NOTHING_TO_DO;
  const message = presentSubmitPanel(t, loaded.view);
  const { posted } = loaded;
  try {
    if (posted?.messageId && posted.botId === botId) {
      try {
        await rest.patch(Routes.channelMessage(channelId, posted.messageId), { body: message });
        return NOTHING_TO_DO;
      } catch (error) {
        // It was deleted on Discord: the channel gets another one.
        if (!matchRefusal(error, DISCORD_ERROR_CODES.unknownMessage)) throw error;
      }
    }
    const { id: messageId } = await sendOnce(delivery, channelId, message);
    return { done: true, record: (db) => recordPanel(db, channelId, { messageId, botId }) };
  } catch (error) {
    if (!matchRefusal(error, DISCORD_ERROR_CODES.missingPermissions, ...CHANNEL_LOST_CODES))
      throw error;
    return { done: true, record: (db) => deletePanel(db, channelId) };
  }
}
