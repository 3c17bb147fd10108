/**
 * Every colour of the dashboard, once: [light, dark]. All text pairs hold 4.5:1 on ground, panel
 * and raised in their theme (test/web/screenshots.full.test.ts lets axe measure it).
 */
export const COLOURS = {
  ground: ['#fbfbfd', '#0c0d10'],
  panel: ['#ffffff', '#121419'],
  raised: ['#f3f4f8', '#191c23'],
  hover: ['#f0f1f6', '#15171d'],
  line: ['#e6e8ee', '#22262f'],
  'line-strong': ['#d3d7e0', '#343a47'],
  control: ['#868fa1', '#667085'],
  ink: ['#14171f', '#eceef3'],
  dim: ['#525b6d', '#a2a9b8'],
  faint: ['#5f687a', '#8a92a3'],
  accent: ['#5b3df5', '#7c5cff'],
  'accent-ink': ['#4d2fe3', '#ab98ff'],
  'accent-fill': ['#5b3df5', '#6a48f5'],
  'accent-fill-hover': ['#4a2ddd', '#7655f8'],
  'accent-soft': ['#edeafe', '#1b1730'],
  'on-accent': ['#ffffff', '#ffffff'],
  good: ['#0a7547', '#3ecf8e'],
  'good-fill': ['#0b7a4b', '#3ecf8e'],
  'good-fill-hover': ['#09663f', '#5adca2'],
  'on-good': ['#ffffff', '#06281a'],
  'good-soft': ['#e3f5ec', '#10251d'],
  bad: ['#bd2446', '#f7728c'],
  'bad-fill': ['#c72c4c', '#cc3152'],
  'bad-fill-hover': ['#a91f3d', '#b92546'],
  'on-bad': ['#ffffff', '#ffffff'],
  'bad-soft': ['#fdebef', '#2a151c'],
  warn: ['#875200', '#f5b14c'],
  'warn-soft': ['#fdf2df', '#2a2012'],
  info: ['#1460bb', '#6cb2ff'],
  talk: ['#6a35c9', '#bba4ff'],
  shade: ['rgba(20, 23, 31, 0.32)', 'rgba(4, 5, 7, 0.56)'],
  shadow: [
    '0 1px 2px rgba(20, 23, 31, 0.05), 0 12px 32px -8px rgba(20, 23, 31, 0.16)',
    '0 1px 2px rgba(0, 0, 0, 0.4), 0 16px 40px -8px rgba(0, 0, 0, 0.6)',
  ],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/**
 * Measures that several files share; everything else is a multiple of 4 px in its own style sheet.
 */
export const MEASURES = {
  rail: '60px',
  sidebar: '224px',
  list: '400px',
  radius: '10px',
  'radius-s': '7px',
  ease: 'cubic-bezier(0.2, 0.8, 0.2, 1)',
} as const;
