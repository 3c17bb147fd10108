import { ColorSchemeScript, MantineProvider } from '@mantine/core';
import { Links, Meta, Scripts, ScrollRestoration } from '@remix-run/react';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { cssVariables, theme } from '../theme/theme.ts';
import { useNonce } from './nonce.tsx';

/** The page around every page, errors too. */
export function Document({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    // Dark first: what the server writes holds where no script corrects it.
    <html lang="en" data-mantine-color-scheme="dark" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="dark light" />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          cssVariablesResolver={cssVariables}
          getStyleNonce={() => nonce}
        >
          <a className="skip" href="#content">
            {t('frame.skip')}
          </a>
          {children}
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}
