import type { DiscordState } from '../state/discord-state.ts';

export function isApplication(state: DiscordState, id: string): boolean {
  return state.applications.has(id);
}
