import type { ShouldRevalidateFunction } from '@remix-run/react';
import { isUnsent } from './outcome.ts';

/**
 * A form that was not handled changed nothing, and loading the page again would fail as the form
 * did: the page stays. After any other form it is loaded again, also after a refusal: somebody else
 * was first.
 */
export const keepPageWhenUnsent: ShouldRevalidateFunction = ({
  actionResult,
  formMethod,
  defaultShouldRevalidate,
}) => !isUnsent(actionResult) && (formMethod !== undefined || defaultShouldRevalidate);
