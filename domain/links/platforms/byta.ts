import type { PlatformRules } from './types.ts';

export const byta: PlatformRules = {
  hosts: ['byta.com', '*.byta.com'],
  isCaseSensitive: true,
  tracks: [],
};
