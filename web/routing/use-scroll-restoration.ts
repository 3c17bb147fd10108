import { useIsomorphicEffect } from '@mantine/hooks';
import { useLocation, useNavigationType } from '@remix-run/react';
import { type RefObject, useRef } from 'react';
import { getScrollKey } from './scroll-key.ts';

const STORAGE_KEY = 'vektra-scroll';

/** Offsets from the top, px, by element and location. */
let savedPositions: Record<string, number> | undefined;

/** Also of the page before a reload, or before another site. */
function getPositions(): Record<string, number> {
  if (savedPositions) return savedPositions;
  const positions = readStoredPositions();
  savedPositions = positions;
  window.addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(positions));
    } catch {
      // Storage is blocked: a reload begins at the top.
    }
  });
  return positions;
}

function readStoredPositions(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}');
  } catch {
    return {};
  }
}

/**
 * Scrolls an element as browsers do the window, which is all that the router's `ScrollRestoration`
 * knows: a new page opens at its top, going back restores its position.
 *
 * @param name of the element, unique in the app
 * @param page what the element shows; while it is the same, the position stays
 */
export function useScrollRestoration(
  container: RefObject<HTMLElement | null>,
  name: string,
  page: string,
): void {
  const location = useLocation();
  const isGoingBack = useNavigationType() === 'POP';
  const previousPage = useRef<string | null>(null);
  const key = `${name} ${getScrollKey(location)}`;
  const hasTarget = location.hash !== '';
  useIsomorphicEffect(() => {
    const element = container.current;
    if (!element) return;
    const positions = getPositions();
    const saved = positions[key];
    if (!hasTarget) {
      if (isGoingBack && saved !== undefined) element.scrollTop = saved;
      else if (previousPage.current !== page) element.scrollTop = 0;
    }
    previousPage.current = page;
    const savePosition = () => {
      positions[key] = element.scrollTop;
    };
    savePosition();
    element.addEventListener('scroll', savePosition, { passive: true });
    return () => element.removeEventListener('scroll', savePosition);
  }, [key]);
}
