import type { PlatformRules } from './types.ts';

/** A shared playlist is its number: date, user and signature in the query only open it. */
export const disco: PlatformRules = {
  hosts: ['disco.ac', '*.disco.ac'],
  shortLinkHosts: ['s.disco.ac'],
  isCaseSensitive: true,
  tracks: [
    { path: '/playlist/:id(\\d+)', identity: 'playlist:{id}' },
    { path: '/e/p/:id(\\d+){/*}?', identity: 'playlist:{id}' },
    { path: '/e/t/:id(\\d+){/*}?', identity: 'track:{id}' },
  ],
};
