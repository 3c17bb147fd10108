export { list } from './list.ts';
export { record } from './record.ts';
export { showToArtists } from './show-to-artists.ts';
