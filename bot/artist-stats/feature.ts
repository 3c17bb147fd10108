import type { BotFeature } from '../dispatch/types.ts';
import { leaderboard, showLeaderboard } from './leaderboard.ts';
import { myStats } from './my-stats.ts';

export const feature: BotFeature = {
  commands: [myStats, leaderboard],
  buttons: [showLeaderboard],
};
