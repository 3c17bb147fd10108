import { operatorStrings } from './strings.en.ts';
import '../theme/form-styles.ts';
import { Outlet } from '@remix-run/react';
import { ErrorPage } from '../errors/error-page.tsx';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { DRAFT_PARAM } from '../routing/search-params.ts';
import { operatorLoader } from '../routing/site-loaders.server.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { ConsoleLayout } from './console-layout.tsx';

/**
 * For everybody else nothing of the console exists, not even its layout; `context.operator` checks
 * again.
 */
export const loader = operatorLoader(async ({ context, request }) => {
  const id = new URL(request.url).searchParams.get(DRAFT_PARAM);
  return { draft: id ? await context.operator.readDraft(id.slice(0, 64)) : null };
});

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(operatorStrings, (t) => ({ title: t('operator.title') }));

export default function Layout() {
  return (
    <ConsoleLayout>
      <Outlet />
    </ConsoleLayout>
  );
}

export const ErrorBoundary = ErrorPage;
