import type { BotFeature } from '../dispatch/types.ts';
import { approve, message, reject, thread, undo } from './card-buttons.ts';
import { priority } from './priority.ts';
import { queue, restartQueue, showQueuePage } from './queue.ts';
import { artistHistory, recent, showRecentPage } from './recent.ts';
import { rejectDemo } from './reject.ts';
import { messageArtist, reply } from './reply.ts';
import { shortlist, showShortlistPage } from './shortlist.ts';
import { chooseStatus, status } from './status.ts';

export const feature: BotFeature = {
  commands: [queue, recent, shortlist, status, priority, reply],
  userCommands: [artistHistory],
  buttons: [
    ...[approve, reject, message, thread, undo],
    ...[showQueuePage, restartQueue, showRecentPage, showShortlistPage],
  ],
  selectMenus: [chooseStatus],
  modals: [rejectDemo, messageArtist],
};
