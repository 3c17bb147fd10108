import { listenForNotifications } from '../placement/notification-listener.ts';
import type { LiveChange } from '../types.ts';
import type { Connections } from './connections.ts';

/** What other processes announce through the control database. */
export interface Notifications {
  /** Calls back for each announced change, in every process. @returns how to stop */
  onChange(listener: (change: LiveChange) => void): () => void;
  /**
   * Calls back with the key (see `sessionKey`) of each session that was ended, in every process.
   */
  onSessionEnd(listener: (key: string) => void): () => void;
}

/** Listens at once: placements that changed leave the cache. */
export function startNotifications({ config, placements, customerStorage }: Connections): {
  notifications: Notifications;
  close(): Promise<void>;
} {
  const changeListeners = new Set<(change: LiveChange) => void>();
  const sessionListeners = new Set<(key: string) => void>();
  const notificationListener = listenForNotifications(
    config.control,
    {
      vektra_registry: (guildId) => placements.drop(guildId),
      vektra_trusted: (guildId) => customerStorage.pools.resetBreaker(guildId),
      vektra_session_ended: (key) => {
        for (const listener of sessionListeners) listener(key);
      },
      vektra_live: (payload) => {
        const change = JSON.parse(payload) as LiveChange;
        for (const listener of changeListeners) listener(change);
      },
    },
    () => placements.expireAll(),
  );
  return {
    notifications: {
      onChange(listener) {
        changeListeners.add(listener);
        return () => changeListeners.delete(listener);
      },
      onSessionEnd(listener) {
        sessionListeners.add(listener);
        return () => sessionListeners.delete(listener);
      },
    },
    close: () => notificationListener.close(),
  };
}
