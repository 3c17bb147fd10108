import { createContext, useContext } from 'react';

const Nonce = createContext('');

/** The entries wrap the page in it: on the server from the load context, in the browser from the page. */
export const NonceProvider = Nonce.Provider;

/** The nonce that every inline script and style element carries. */
export const useNonce = (): string => useContext(Nonce);
