import { GatewayIntentBits as I } from 'discord-api-types/v10';
import type { ApplicationRecord } from '../state/types.ts';

export const Intent = I;

export const ALL_INTENTS = Object.values(I)
  .filter((bit): bit is I => typeof bit === 'number')
  .reduce<number>((all, bit) => all | bit, 0);

/** True when the session asks for a privileged intent that its application was not granted. */
export function hasDisallowedIntents(application: ApplicationRecord, intents: number): boolean {
  const { presences, members, messageContent } = application.intents;
  return (
    ((intents & I.GuildPresences) !== 0 && !presences) ||
    ((intents & I.GuildMembers) !== 0 && !members) ||
    ((intents & I.MessageContent) !== 0 && !messageContent)
  );
}
