export { countOfArtist } from './artist-counts.ts';
export { decide } from './decide.ts';
export { listQueue } from './queue.ts';
export { listRecent } from './recent.ts';
export { setPriority } from './set-priority.ts';
export { setRouting } from './set-routing.ts';
export { setStatus } from './set-status.ts';
export { listShortlist, toggleShortlisted } from './shortlist.ts';
export { undo } from './undo.ts';
