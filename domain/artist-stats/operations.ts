export { listLeaders } from './leaderboard.ts';
export { getMine } from './mine.ts';
