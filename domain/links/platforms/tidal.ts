import type { PlatformRules } from './types.ts';

export const tidal: PlatformRules = {
  hosts: ['tidal.com', 'listen.tidal.com', 'desktop.tidal.com', 'embed.tidal.com'],
  shortLinkHosts: ['tidal.link', 'link.tidal.com'],
  isCaseSensitive: true,
  tracks: [
    {
      path: '{/browse}?/album/:album/track/:id(\\d+){/u}?',
      identity: 'track:{id}',
    },
    {
      path: '{/browse}?/:kind(track|album|video|playlist|mix|artist){s}?/:id{/u}?',
      identity: '{kind}:{id}',
    },
  ],
  trackingParameters: ['u', 'play'],
  personalPages: ['/my-collection{/*}?', '/my-music{/*}?'],
};
