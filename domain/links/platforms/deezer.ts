import type { PlatformRules } from './types.ts';

export const deezer: PlatformRules = {
  hosts: ['deezer.com', 'widget.deezer.com', 'listen.deezer.com'],
  shortLinkHosts: ['link.deezer.com', 'deezer.page.link', 'dzr.page.link'],
  isCaseSensitive: true,
  tracks: [
    {
      path: '{/:language([a-z]{2})}?/:kind(track|album|playlist|artist|show|episode)/:id',
      identity: '{kind}:{id}',
    },
    {
      hosts: ['widget.deezer.com'],
      path: '/widget/:theme/:kind(track|album|playlist|episode|show){s}?/:id',
      identity: '{kind}:{id}',
    },
  ],
  trackingParameters: ['deferredFl', 'universal_link', 'host'],
  homePages: ['/:language([a-z]{2})'],
};
