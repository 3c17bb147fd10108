import type { PlatformRules } from './types.ts';

const API_HOSTS = ['api.soundcloud.com', 'api-v2.soundcloud.com'];

/** A private track's secret token opens it, and is not part of its identity: it can be replaced. */
export const soundcloud: PlatformRules = {
  hosts: ['soundcloud.com', 'm.soundcloud.com', ...API_HOSTS],
  shortLinkHosts: ['on.soundcloud.com', 'snd.sc', 'soundcloud.app.goo.gl'],
  isCaseSensitive: false,
  tracks: [
    { hosts: API_HOSTS, path: '/:kind(tracks|playlists)/:id(\\d+)', identity: '{kind}:{id}' },
    {
      hosts: API_HOSTS,
      path: '/:kind(tracks|playlists)/soundcloud%3A:type%3A:id(\\d+)',
      identity: '{kind}:{id}',
    },
    { path: '/:user/sets/:set{/s-:token}?', identity: '/{user}/sets/{set}' },
    { path: '/:user/:track{/s-:token}?', identity: '/{user}/{track}' },
  ],
  trackingParameters: ['si', 'ref', 'p', 'c', 'in', 'in_system_playlist', 'secret_token'],
  homePages: ['/discover', '/upload'],
  personalPages: [
    '/feed',
    '/stream',
    '/you{/*}?',
    '/messages{/*}?',
    '/notifications',
    '/settings{/*}?',
  ],
};
