import { useHydrated } from '../times/use-hydrated.ts';

/** What the key beside the space bar is called on this machine. */
export const useModKey = (): string =>
  useHydrated() && /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';
