/** An open connection of a dashboard. */
export interface LiveStream {
  guildId: string;
  userId: string;
  /** The session's public id. */
  sessionKey: string;
  /** Sends an event; a browser that does not read loses its connection. */
  send(text: string): void;
  end(): void;
}

export interface StreamRegistry {
  add(stream: LiveStream): void;
  remove(stream: LiveStream): void;
  countForUser(userId: string): number;
  /** Copies: a stream may end during iteration. */
  forGuild(guildId: string): LiveStream[];
  forSession(key: string): LiveStream[];
  all(): LiveStream[];
}

/**
 * Open streams by guild, person and session. @param onCount called with their number at each change
 */
export function createStreamRegistry(onCount: (count: number) => void): StreamRegistry {
  const streams = new Set<LiveStream>();
  const guilds = new Map<string, Set<LiveStream>>();
  const sessions = new Map<string, Set<LiveStream>>();
  const users = new Map<string, Set<LiveStream>>();
  const indexes = [
    [guilds, 'guildId'],
    [sessions, 'sessionKey'],
    [users, 'userId'],
  ] as const;

  return {
    add(stream) {
      streams.add(stream);
      for (const [index, key] of indexes)
        index.set(stream[key], (index.get(stream[key]) ?? new Set()).add(stream));
      onCount(streams.size);
    },
    remove(stream) {
      if (!streams.delete(stream)) return;
      for (const [index, key] of indexes) {
        const found = index.get(stream[key]);
        found?.delete(stream);
        if (found?.size === 0) index.delete(stream[key]);
      }
      onCount(streams.size);
    },
    countForUser: (userId) => users.get(userId)?.size ?? 0,
    forGuild: (guildId) => [...(guilds.get(guildId) ?? [])],
    forSession: (key) => [...(sessions.get(key) ?? [])],
    all: () => [...streams],
  };
}
