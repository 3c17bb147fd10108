import type { PlatformRules } from './types.ts';

export const untitled: PlatformRules = {
  hosts: ['untitled.stream'],
  isCaseSensitive: true,
  tracks: [{ path: '/library/:kind(project|track)/:id', identity: '{kind}:{id}' }],
  personalPages: ['/library'],
};
