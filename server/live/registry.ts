/** An open connection of a dashboard. */
export interface Stream {
  guildId: string;
  userId: string;
  /** See `sessionKey`. */
  sessionKey: string;
  /** Sends an event; a browser that does not read loses its connection. */
  send(text: string): void;
  end(): void;
}

export interface StreamRegistry {
  add(stream: Stream): void;
  remove(stream: Stream): void;
  countOf(userId: string): number;
  /** Snapshots: ending a stream while going through them is fine. */
  ofGuild(guildId: string): Stream[];
  ofSession(key: string): Stream[];
  all(): Stream[];
}

/** Open streams, found by whatever ends them or has news for them. @param onCount told how many there are */
export function createStreamRegistry(onCount: (count: number) => void): StreamRegistry {
  const streams = new Set<Stream>();
  const guilds = new Map<string, Set<Stream>>();
  const sessions = new Map<string, Set<Stream>>();
  const people = new Map<string, Set<Stream>>();
  const indexes = [
    [guilds, 'guildId'],
    [sessions, 'sessionKey'],
    [people, 'userId'],
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
    countOf: (userId) => people.get(userId)?.size ?? 0,
    ofGuild: (guildId) => [...(guilds.get(guildId) ?? [])],
    ofSession: (key) => [...(sessions.get(key) ?? [])],
    all: () => [...streams],
  };
}
