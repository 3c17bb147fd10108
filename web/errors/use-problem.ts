import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { loader } from '../root.tsx';
import { NetworkError } from '../routing/network-error.ts';
import { createFault, isProblem, NOT_FOUND, OFFLINE, type Problem } from './problem.ts';

/** The error of the page as a problem; what we did not foresee is a fault. */
export function useProblem(): Problem {
  const error = useRouteError();
  const requestId = useRouteLoaderData<typeof loader>('root')?.requestId;
  if (error instanceof NetworkError) return OFFLINE;
  if (isRouteErrorResponse(error)) {
    if (isProblem(error.data)) return error.data;
    if (error.status === 404) return NOT_FOUND;
  }
  return createFault(requestId ?? '');
}
