import { createContext, useContext } from 'react';

/** The answer's Content-Security-Policy nonce: every inline script and style element carries it. */
export const NonceContext = createContext('');

export const useNonce = () => useContext(NonceContext);
