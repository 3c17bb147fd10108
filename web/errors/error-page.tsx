import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { isShownError } from './shown.ts';

export function ErrorPage() {
  const error = useRouteError();
  const shown = isRouteErrorResponse(error) && isShownError(error.data) ? error.data : null;
  return <main id="content"><h1>{shown?.text ?? 'Error'}</h1></main>;
}
