import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { createTheme } from '@mantine/core';
import type { Scheme, Token } from './tokens.ts';
import { COLOURS, variable } from './tokens.ts';

const accent: MantineColorsTuple = [
  '#efecff',
  '#ddd6ff',
  '#c3b6ff',
  '#a793ff',
  '#9078ff',
  '#7c5cff',
  '#6b48fb',
  '#5b3df5',
  '#4a2fd6',
  '#3a25a8',
];

const FONT =
  "'Inter Variable', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans', system-ui, -apple-system, 'Segoe UI', sans-serif";

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 5 },
  colors: { accent },
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '650' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.6 },
        transitionProps: { transition: 'fade', duration: 120 },
      },
    },
    Menu: { defaultProps: { transitionProps: { transition: 'pop', duration: 100 } } },
  },
});

const scheme = (name: Scheme): Record<string, string> => {
  const colours = COLOURS[name];
  const own = Object.entries(colours).map(([token, value]) => [variable(token as Token), value]);
  return {
    ...Object.fromEntries(own),
    '--mantine-color-body': colours.ground,
    '--mantine-color-text': colours.ink,
    '--mantine-color-dimmed': colours.dim,
    '--mantine-color-placeholder': colours.quiet,
    '--mantine-color-error': colours.bad,
    '--mantine-color-anchor': colours['accent-ink'],
    '--mantine-color-default': colours.raised,
    '--mantine-color-default-hover': colours.hover,
    '--mantine-color-default-color': colours.ink,
    '--mantine-color-default-border': colours.line,
  };
};

/** The tokens as CSS variables: the component library's and our own, from the one table. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: scheme('dark'),
  light: scheme('light'),
});
