import { type ReactNode, Suspense } from 'react';

/**
 * For a dialog that is loaded when it is first opened. Until then shortcuts are disabled
 * (use-shortcuts.ts checks the attribute): keys meant for the dialog must not trigger the page's.
 * Without a dialog there is no boundary, for one that hydrates late makes React throw the page's
 * part away.
 */
export const LazyBoundary = ({ children }: { children: ReactNode }) =>
  children ? (
    <Suspense fallback={<span hidden data-dialog-coming="" />}>{children}</Suspense>
  ) : null;
