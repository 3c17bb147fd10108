import type { Guild } from 'discord.js';
import type { Actor } from '../../domain/actors/actor.ts';
import { buildChecklist } from '../../domain/settings/checklist.ts';
import type { BotContext } from '../context.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import { presentChecklist } from './checklist.ts';
import { inspectChannel, NO_CHANNEL } from './inspect-channel.ts';
import { askAboutUndelivered } from './undelivered.ts';

/** How far the server is set up, as its data and Discord say now. */
export async function presentSetup(
  { operations }: BotContext,
  t: Translator,
  actor: Actor,
  guild: Guild | null,
): Promise<MessageBody> {
  const state = await operations.settings.getSetupState(actor);
  const { staffChannelId } = state;
  if (!staffChannelId) return presentChecklist(t, buildChecklist(state, null));
  const channel = guild ? inspectChannel(t, guild, staffChannelId) : NO_CHANNEL;
  return presentChecklist(
    t,
    buildChecklist(state, channel),
    // Before the channel works, delivering would fail again.
    channel.exists && channel.missingPermissions.length === 0
      ? askAboutUndelivered(t, await operations.deliveries.countUndelivered(actor))
      : [],
  );
}
