import { type ReactNode, useEffect, useState } from 'react';
import { useListeningReports } from '../listens/use-listening-reports.ts';
import { pauseForOtherTabs } from './pause-for-other-tabs.ts';
import { createPlayer } from './player.ts';
import { PlayerContext } from './player-context.ts';

/** The player of a guild's pages: what is heard goes on while one moves between them. */
export function PlayerProvider({ guildId, children }: { guildId: string; children: ReactNode }) {
  const [player] = useState(createPlayer);
  useListeningReports(player, guildId);
  useEffect(() => pauseForOtherTabs(player), [player]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another guild's pages end it
  useEffect(
    () => () => {
      player.close();
      player.setQueue(null);
    },
    [player, guildId],
  );
  return <PlayerContext.Provider value={player}>{children}</PlayerContext.Provider>;
}
