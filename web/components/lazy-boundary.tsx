import { type ReactNode, Suspense } from 'react';

/**
 * For a dialog that is loaded when it is first asked for. Until it is there, keys are quiet
 * (use-keys.ts looks for the mark): what is typed for the dialog must not act on the page. Without
 * a dialog there is no boundary, for one that hydrates late makes React throw the page's part away.
 */
export const LazyBoundary = ({ children }: { children: ReactNode }) =>
  children ? (
    <Suspense fallback={<span hidden data-dialog-coming="" />}>{children}</Suspense>
  ) : null;
