import { useId } from 'react';

/** Our mark: a V of two strokes, one lit from each side. */
export function Mark({ size = 28 }: { size?: number }) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={`${id}a`} x1="4" y1="4" x2="19" y2="28" gradientUnits="userSpaceOnUse">
          <stop stopColor="#a48cff" />
          <stop offset="1" stopColor="#6d49ff" />
        </linearGradient>
        <linearGradient id={`${id}b`} x1="28" y1="4" x2="16" y2="28" gradientUnits="userSpaceOnUse">
          <stop stopColor="#46e0a0" />
          <stop offset=".55" stopColor="#35a6e8" />
          <stop offset="1" stopColor="#6d49ff" />
        </linearGradient>
      </defs>
      <path
        fill={`url(#${id}b)`}
        d="M23.2 4H28a1 1 0 0 1 .93 1.37L20.2 27.1a1.4 1.4 0 0 1-1.3.9h-5.2z"
      />
      <path
        fill={`url(#${id}a)`}
        d="M3.98 4h5.1c.83 0 1.58.5 1.9 1.27L18.9 28h-5.3a1.4 1.4 0 0 1-1.3-.88L3.06 5.37A1 1 0 0 1 3.98 4z"
      />
    </svg>
  );
}
