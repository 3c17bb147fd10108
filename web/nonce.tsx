import { createContext, useContext } from 'react';

const NonceContext = createContext('');

/**
 * The entries wrap the page in it: on the server from the load context, in the browser from the
 * page.
 */
export const NonceProvider = NonceContext.Provider;

/** The nonce that every inline script and style element carries. */
export const useNonce = (): string => useContext(NonceContext);
