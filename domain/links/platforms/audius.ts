import type { PlatformRules } from './types.ts';

export const audius: PlatformRules = {
  hosts: ['audius.co', 'm.audius.co'],
  isCaseSensitive: false,
  tracks: [{ path: '/embed/:kind/:id', identity: 'embed:{kind}:{id}' }],
  trackingParameters: ['flavor', 'ref'],
  homePages: ['/explore', '/trending'],
  personalPages: ['/feed', '/library{/*}?', '/upload', '/favorites', '/history', '/dashboard'],
};
