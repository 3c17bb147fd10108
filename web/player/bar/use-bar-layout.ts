import { useLocation } from '@remix-run/react';
import { type RefObject, useEffect } from 'react';

/**
 * Tells the page how tall the bar is (`--player-height`), and on a phone puts it above what else is
 * at the foot of the page (`--player-bottom`): elements with `data-foot`.
 */
export function useBarLayout(bar: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another foot
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const { style } = document.documentElement;
    const foot = document.querySelector<HTMLElement>('[data-foot]');
    const measure = () => {
      style.setProperty('--player-height', `${element.offsetHeight}px`);
      style.setProperty('--player-bottom', `${foot?.offsetHeight ?? 0}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (foot) observer.observe(foot);
    measure();
    return () => {
      observer.disconnect();
      style.removeProperty('--player-height');
      style.removeProperty('--player-bottom');
    };
  }, [bar, pathname]);
}
