import type { ConvertCSSVariablesInput, CSSVariablesResolver } from '@mantine/core';
import { COLOURS, MEASURES } from './tokens.ts';

type Variables = Record<`--${string}`, string>;

const prefixed = (names: Record<string, string>): Variables =>
  Object.fromEntries(Object.entries(names).map(([name, value]) => [`--${name}`, value]));

const scheme = (index: 0 | 1): Variables =>
  prefixed(Object.fromEntries(Object.entries(COLOURS).map(([name, pair]) => [name, pair[index]])));

/** Mantine's own variables, told in ours, so that no part of it looks as it came. */
const MANTINE: Variables = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-primary-color-filled': 'var(--accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--accent-fill-hover)',
  '--mantine-color-disabled': 'var(--raised)',
  '--mantine-color-disabled-color': 'var(--faint)',
};

/**
 * Light and dark as CSS variables. Without script there is no scheme attribute; then the system's
 * preference decides (base.css).
 */
export const cssVariables: CSSVariablesResolver = (): ConvertCSSVariablesInput => ({
  variables: { ...prefixed(MEASURES), ...scheme(1), ...MANTINE },
  light: { ...scheme(0), ...MANTINE },
  dark: { ...scheme(1), ...MANTINE },
});

/** The light colours for a browser without script whose system is light. */
export const systemLight = `@media (prefers-color-scheme: light) { :root:not([data-mantine-color-scheme]) { color-scheme: light; ${Object.entries(
  scheme(0),
)
  .map(([name, value]) => `${name}: ${value};`)
  .join(' ')} } }`;
