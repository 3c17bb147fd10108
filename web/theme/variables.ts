import type { ConvertCSSVariablesInput, CSSVariablesResolver } from '@mantine/core';
import { COLOURS, MEASURES } from './tokens.ts';

type CssVariables = Record<`--${string}`, string>;

const toCssVariables = (names: Record<string, string>): CssVariables =>
  Object.fromEntries(Object.entries(names).map(([name, value]) => [`--${name}`, value]));

const createSchemeVariables = (index: 0 | 1): CssVariables =>
  toCssVariables(
    Object.fromEntries(Object.entries(COLOURS).map(([name, pair]) => [name, pair[index]])),
  );

/** Mantine's own variables, told in ours, so that no part of it looks as it came. */
const MANTINE_VARIABLES: CssVariables = {
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
  variables: { ...toCssVariables(MEASURES), ...createSchemeVariables(1), ...MANTINE_VARIABLES },
  light: { ...createSchemeVariables(0), ...MANTINE_VARIABLES },
  dark: { ...createSchemeVariables(1), ...MANTINE_VARIABLES },
});

/** For a browser without script: the light colours if its system is light; no promise of keys. */
export const noScriptCss = `kbd, [data-script-only] { display: none !important; }
@media (prefers-color-scheme: light) { :root:not([data-mantine-color-scheme]) { color-scheme: light; ${Object.entries(
  createSchemeVariables(0),
)
  .map(([name, value]) => `${name}: ${value};`)
  .join(' ')} } }`;
