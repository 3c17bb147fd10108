import type { PlatformRules } from './types.ts';

export const bandcamp: PlatformRules = {
  hosts: ['bandcamp.com', '*.bandcamp.com'],
  isCaseSensitive: false,
  tracks: [
    { path: '/EmbeddedPlayer{/*}?/track=:track(\\d+){/*}?', identity: 'track:{track}' },
    { path: '/EmbeddedPlayer{/*}?/album=:album(\\d+){/*}?', identity: 'album:{album}' },
  ],
  trackingParameters: ['from', 'label', 'tab', 'action', 'search_item_id', 'search_item_type'],
  homePages: ['/discover'],
};
