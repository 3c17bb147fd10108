import { notFound } from '../../domain/errors/errors.ts';
import { ErrorPage } from '../errors/error-page.tsx';
import { publicLoader } from '../routing/open-loaders.server.ts';

/** Every address that is none of ours: the answer of a guild that is not yours. */
export const loader = publicLoader(() => {
  throw notFound();
});

export default function Page() {
  return null;
}

export const ErrorBoundary = ErrorPage;
