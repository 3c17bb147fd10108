import type { PlatformRules } from './types.ts';

export const onedrive: PlatformRules = {
  hosts: ['onedrive.live.com', '*.sharepoint.com'],
  shortLinkHosts: ['1drv.ms'],
  isCaseSensitive: true,
  tracks: [
    { hosts: ['onedrive.live.com'], path: '{/*}?', query: ['resid'], identity: '{resid}' },
    { hosts: ['onedrive.live.com'], path: '{/*}?', query: ['id'], identity: '{id}' },
  ],
  trackingParameters: ['e', 'web', 'download'],
};
