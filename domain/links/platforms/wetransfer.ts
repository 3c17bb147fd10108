import type { PlatformRules } from './types.ts';

/** A transfer is its first id; a recipient's id and the security hash may follow. */
export const wetransfer: PlatformRules = {
  hosts: ['wetransfer.com', '*.wetransfer.com'],
  shortLinkHosts: ['we.tl'],
  isCaseSensitive: true,
  tracks: [{ path: '/downloads/:id{/*}?', identity: 'transfer:{id}' }],
  trackingParameters: ['t_exp', 't_lsid', 't_network', 't_rid', 't_s', 't_ts', 'trk'],
};
