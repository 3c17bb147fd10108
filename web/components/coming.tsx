import { type ReactNode, Suspense } from 'react';

/**
 * For dialogs that are loaded when they are first asked for. Until one is there, keys are quiet
 * (use-keys.ts looks for the mark): what is typed for the dialog must not act on the page.
 */
export const Coming = ({ children }: { children: ReactNode }) => (
  <Suspense fallback={<span hidden data-dialog-coming="" />}>{children}</Suspense>
);
