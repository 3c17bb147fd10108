import { createRequestId } from '../components/request-id.tsx';
import type { Player } from '../player/player.ts';
import { meterPlayer } from './meter-player.ts';
import { createReportSender } from './report-sender.ts';
import { createReportStore } from './report-store.ts';

interface Options {
  guildId: string;
  /** Who listens. */
  userId: string;
  /** The server has counted what was heard until the player stopped: pages can show it. */
  onStopCounted: () => void;
}

/** Counts what is heard in the player, for the label's staff. @returns ends it */
export function reportListening(
  player: Player,
  { guildId, userId, onStopCounted }: Options,
): () => void {
  const stops = new Set<string>();
  const sender = createReportSender(
    createReportStore({ userId, guildId }),
    guildId,
    ({ requestId }) => stops.delete(requestId) && onStopCounted(),
  );
  const stopMeter = meterPlayer(player, (heard, hasStopped) => {
    const requestId = createRequestId();
    if (hasStopped) stops.add(requestId);
    sender.add({ ...heard, requestId, at: Date.now() });
  });
  const sendKept = () => void sender.sendKept();
  sendKept();
  window.addEventListener('online', sendKept);
  return () => {
    window.removeEventListener('online', sendKept);
    stopMeter();
  };
}
