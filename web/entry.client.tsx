import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { NonceProvider } from './security/nonce.tsx';

// The attribute is hidden from script; the property is not.
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

// react-remove-scroll (in Mantine's Modal) styles the page through get-nonce, which looks here.
Object.assign(globalThis, { __webpack_nonce__: nonce });

// A look that was overtaken by the next one is cut off; Remix lets its stream's end go unheard.
addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError')
    event.preventDefault();
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceProvider value={nonce}>
        <RemixBrowser />
      </NonceProvider>
    </StrictMode>,
  );
});
