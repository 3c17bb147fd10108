/** Bounds the calls under way, over all guilds and of each. */
export class CallSlots {
  readonly #max: number;
  readonly #maxPerGuild: number;
  readonly #countByGuild = new Map<string, number>();
  #count = 0;

  constructor({ max, maxPerGuild }: { max: number; maxPerGuild: number }) {
    this.#max = max;
    this.#maxPerGuild = maxPerGuild;
  }

  /** @returns what frees the slot; null when none is free for this guild */
  tryAcquire(guildId: string): (() => void) | null {
    const guildCount = this.#countByGuild.get(guildId) ?? 0;
    if (this.#count >= this.#max || guildCount >= this.#maxPerGuild) return null;
    this.#add(guildId, 1);
    return () => this.#add(guildId, -1);
  }

  #add(guildId: string, change: 1 | -1): void {
    this.#count += change;
    const guildCount = (this.#countByGuild.get(guildId) ?? 0) + change;
    if (guildCount === 0) this.#countByGuild.delete(guildId);
    else this.#countByGuild.set(guildId, guildCount);
  }
}
