import { useId } from 'react';

/** The mark: a V of two limbs that cross, the second one lighter, like a signal and its answer. */
export function Logo({ size = 28 }: { size?: number }) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={`${id}a`} x1="4" y1="4" x2="18" y2="28" gradientUnits="userSpaceOnUse">
          <stop stopColor="#a48bff" />
          <stop offset="1" stopColor="#5b3df5" />
        </linearGradient>
        <linearGradient id={`${id}b`} x1="28" y1="4" x2="15" y2="28" gradientUnits="userSpaceOnUse">
          <stop stopColor="#3ecf8e" />
          <stop offset="0.9" stopColor="#3a8bff" />
        </linearGradient>
      </defs>
      <path
        d="M28.2 4h-5.1a2 2 0 0 0-1.8 1.2l-8.6 20.2 1.5 3.1c.7 1.4 2.8 1.4 3.5-.1L29.9 6.6A1.9 1.9 0 0 0 28.2 4Z"
        fill={`url(#${id}b)`}
      />
      <path
        d="M3.8 4h5.1a2 2 0 0 1 1.8 1.2l8.7 20.3-1.6 3.1c-.7 1.3-2.7 1.3-3.4-.1L2.1 6.6A1.9 1.9 0 0 1 3.8 4Z"
        fill={`url(#${id}a)`}
      />
    </svg>
  );
}
