import type { APIThreadChannel, APIMessage as Message } from 'discord-api-types/v10';

export type { APIThreadChannel };

/** Every component has an id; the type of older components does not say so. */
export type APIMessage = Omit<Message, 'components'> & { components?: { id?: number }[] };

export interface APIThreadList {
  threads: APIThreadChannel[];
}

/** Snowflakes count from here. */
export const DISCORD_EPOCH_MS = 1_420_070_400_000;
