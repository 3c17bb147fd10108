import type { PlatformRules } from './types.ts';

export const samply: PlatformRules = {
  hosts: ['samply.app'],
  isCaseSensitive: true,
  tracks: [{ path: '/p/:id{/*}?', identity: 'project:{id}' }],
  trackingParameters: ['si'],
};
