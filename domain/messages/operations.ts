export { receiveFromArtist } from './receive-from-artist.ts';
export { sendToArtist } from './send-to-artist.ts';
