import type { ReactNode } from 'react';
import type { Status } from '../../domain/submissions/status.ts';

/** Each status has its own shape, so that colour is never needed to tell them apart. */
const SHAPES: Record<Status, ReactNode> = {
  in_queue: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  needs_review: (
    <>
      <rect
        x="1.9"
        y="1.9"
        width="8.2"
        height="8.2"
        rx="2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <path d="M2 3.5A1.5 1.5 0 0 1 3.5 2H6v8H3.5A1.5 1.5 0 0 1 2 8.5Z" fill="currentColor" />
    </>
  ),
  shortlisted: (
    <path
      d="m6 .9 1.55 3.2 3.5.47-2.56 2.43.64 3.5L6 8.8l-3.13 1.70.64-3.5L.95 4.57l3.5-.47Z"
      fill="currentColor"
    />
  ),
  processed: (
    <path
      d="M6 1.6 10.4 6 6 10.4 1.6 6Z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
  ),
  contacted: (
    <path
      d="M2.8 1.8h6.4A1.8 1.8 0 0 1 11 3.6v3.2a1.8 1.8 0 0 1-1.8 1.8H6.3L3.6 11V8.6h-.8A1.8 1.8 0 0 1 1 6.8V3.6a1.8 1.8 0 0 1 1.8-1.8Z"
      fill="currentColor"
    />
  ),
  signed: <path d="M6 .8 10.6 3.4v5.2L6 11.2 1.4 8.6V3.4Z" fill="currentColor" />,
  approved: (
    <>
      <circle cx="6" cy="6" r="5.2" fill="currentColor" />
      <path
        d="m3.7 6.1 1.6 1.6 3-3.2"
        fill="none"
        stroke="var(--ground)"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  rejected: (
    <>
      <rect x="1" y="1" width="10" height="10" rx="2.5" fill="currentColor" />
      <path
        d="m4.2 4.2 3.6 3.6m0-3.6L4.2 7.8"
        fill="none"
        stroke="var(--ground)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </>
  ),
  withdrawn: (
    <path
      d="M4.2 2.2 1.8 4.6 4.2 7M2 4.6h5.4a2.7 2.7 0 0 1 0 5.4H5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
};

export function StatusGlyph({ status, size = 12 }: { status: Status; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {SHAPES[status]}
    </svg>
  );
}
