import { notFound } from '../../domain/errors/errors.ts';
import { publicLoader } from '../routing/site-loaders.server.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { ErrorPage } from './error-page.tsx';

/** Every address that is none of ours: the answer of a guild that is not yours. */
export const loader = publicLoader(() => {
  throw notFound();
});

export const meta = pageMeta({}, (t) => ({ title: t('errors.not_found.title') }));

export default function Page() {
  return null;
}

export const ErrorBoundary = ErrorPage;
