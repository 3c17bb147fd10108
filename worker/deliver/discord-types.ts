import type { APIThreadChannel, APIMessage as Message } from 'discord-api-types/v10';

export type { APIThreadChannel };

/** Every component has an id, which the types of older components lack. */
export type APIMessage = Omit<Message, 'components'> & { components?: { id?: number }[] };

export interface APIThreadList {
  threads: APIThreadChannel[];
}

/** The epoch of snowflakes. */
export const DISCORD_EPOCH_MS = 1_420_070_400_000;
