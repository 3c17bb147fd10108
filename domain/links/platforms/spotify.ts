import type { PlatformRules } from './types.ts';

const TYPE = ':type(track|album|playlist|episode|show|artist|prerelease)';

export const spotify: PlatformRules = {
  hosts: ['open.spotify.com', 'play.spotify.com', 'embed.spotify.com', 'spotify.com'],
  shortLinkHosts: ['spotify.link', 'spotify.app.link', 'spoti.fi'],
  isCaseSensitive: true,
  tracks: [
    { hosts: ['embed.spotify.com'], path: '', query: ['uri'], identity: '{uri}' },
    // An album that was opened at one of its tracks.
    {
      path: '{/intl-:language}?/album/:album',
      query: ['highlight'],
      identity: '{highlight}',
    },
    {
      path: `{/intl-:language}?{/:embed(embed|embed-podcast)}?/${TYPE}/:id`,
      identity: 'spotify:{type}:{id}',
    },
    { path: '/user/:user/playlist/:id', identity: 'spotify:playlist:{id}' },
  ],
  trackingParameters: ['si', 'nd', 'go', 'sp_cid', 'context', 'pt', 'dl_branch', 'referral'],
  homePages: ['/intl-:language'],
  personalPages: ['/collection{/*}?', '/queue'],
};
