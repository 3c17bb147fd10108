import type { PlatformRules } from './types.ts';

const STORE = '{/:storefront([a-z]{2})}?';

/** A track is named by its own id: in `i` on the album's page, or on a page of its own. */
export const appleMusic: PlatformRules = {
  hosts: [
    'music.apple.com',
    'geo.music.apple.com',
    'beta.music.apple.com',
    'classical.music.apple.com',
    'embed.music.apple.com',
    'itunes.apple.com',
  ],
  shortLinkHosts: ['apple.co', 'itun.es'],
  isCaseSensitive: true,
  tracks: [
    { path: `${STORE}/album{/:name}?/{id}?:album(\\d+)`, query: ['i'], identity: 'song:{i}' },
    { path: `${STORE}/song{/:name}?/:id(\\d+)`, identity: 'song:{id}' },
    { path: `${STORE}/album{/:name}?/{id}?:id(\\d+)`, identity: 'album:{id}' },
    { path: `${STORE}/playlist{/:name}?/:id(pl\\.[\\w.\\-]+)`, identity: 'playlist:{id}' },
    {
      path: `${STORE}/:kind(music-video|artist|station){/:name}?/{id}?:id([\\w.]+)`,
      identity: '{kind}:{id}',
    },
  ],
  trackingParameters: ['ls', 'at', 'ct', 'app', 'itsct', 'itscg', 'uo', 'l', 'mt'],
  homePages: ['/:storefront([a-z]{2}){/:page(browse|new|home|radio)}?'],
  personalPages: [`${STORE}/library{/*}?`, `${STORE}/listen-now`],
};
