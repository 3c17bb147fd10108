import { useSyncExternalStore } from 'react';

const subscribeNoop = () => () => {};

/** False on the server and while hydrating, true afterwards. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribeNoop,
    () => true,
    () => false,
  );
