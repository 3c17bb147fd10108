import type { ChaosTarget } from '../fixture.ts';
import { type ChaosFindings, compareOutcomes } from './compare-outcomes.ts';
import { type ConfirmedOutcomes, readConfirmedOutcomes } from './confirmed-outcomes.ts';
import { readDiscordState } from './discord-state.ts';
import { readStoredState, type StoredState } from './stored-state.ts';

/** Reads what people were told, what is stored and what is on Discord, and compares the three. */
export async function audit(target: Pick<ChaosTarget, 'app' | 'labels'>): Promise<{
  confirmed: ConfirmedOutcomes;
  stored: StoredState[];
  findings: ChaosFindings;
}> {
  const [confirmed, stored, onDiscord] = await Promise.all([
    readConfirmedOutcomes(target),
    readStoredState(target),
    readDiscordState(target),
  ]);
  const guilds = stored.flatMap((each, index) => {
    const discordState = onDiscord[index];
    return discordState ? [{ stored: each, discordState }] : [];
  });
  return { confirmed, stored, findings: compareOutcomes(confirmed, guilds) };
}
