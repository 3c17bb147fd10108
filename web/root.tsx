import './theme/styles.ts';
import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { ColorSchemeScript, MantineProvider } from '@mantine/core';
import type { LinksFunction, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import icon from './components/icon.svg?url';
import { ErrorPage } from './errors/error-page.tsx';
import { useNonce } from './nonce.tsx';
import { getScrollKey } from './routing/scroll-key.ts';
import { documentLoader } from './routing/site-loaders.server.ts';
import { DEFAULT_LOCALE } from './strings/translator.ts';
import { LocaleProvider } from './strings/use-t.ts';
import { theme } from './theme/theme.ts';
import { COLOURS } from './theme/tokens.ts';
import { cssVariables, noScriptCss } from './theme/variables.ts';
import { ClockProvider } from './times/clock.tsx';
import { useHydrated } from './times/use-hydrated.ts';

export const loader = documentLoader(({ context }) => ({
  now: Date.now(),
  locale: context.locale,
  requestId: context.requestId,
  viewer: context.viewer && {
    id: context.viewer.id,
    name: context.viewer.name,
    avatarUrl: context.viewer.avatarUrl,
  },
}));

export const shouldRevalidate = () => false;

export const meta: MetaFunction = () => [{ title: 'Vektra' }];

export const links: LinksFunction = () => [
  { rel: 'icon', href: icon, type: 'image/svg+xml' },
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
];

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const isHydrated = useHydrated();
  const root = useRouteLoaderData<typeof loader>('root');
  const locale = root?.locale ?? DEFAULT_LOCALE;
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta
          name="theme-color"
          media="(prefers-color-scheme: light)"
          content={COLOURS.ground[0]}
        />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content={COLOURS.ground[1]} />
        <Meta />
        <Links />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
        <noscript>
          <style nonce={nonce}>{noScriptCss}</style>
        </noscript>
      </head>
      <body data-hydrated={isHydrated || undefined}>
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          cssVariablesResolver={cssVariables}
          getStyleNonce={() => nonce}
        >
          <LocaleProvider value={locale}>
            <ClockProvider serverNow={root?.now ?? 0}>{children}</ClockProvider>
          </LocaleProvider>
        </MantineProvider>
        <ScrollRestoration nonce={nonce} getKey={getScrollKey} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  useLoaderData<typeof loader>();
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
