/** Colours that belong together: a light, a body and a deep one. */
const PALETTES = [
  ['#ff9a8b', '#8a5cff', '#2a145e'],
  ['#54e0a4', '#178f6b', '#06302a'],
  ['#ffc15e', '#d9466f', '#3b0f3f'],
  ['#6cc3ff', '#3462d8', '#101a4d'],
  ['#ff7d9d', '#a3246b', '#2b0a2f'],
  ['#c9d2e3', '#66718a', '#1c212d'],
  ['#9b7bff', '#36c6a0', '#0d2440'],
  ['#ffd9a0', '#f0743e', '#4a1230'],
  ['#8ff0ff', '#4a6bff', '#21105c'],
  ['#f6b7ff', '#8247e5', '#1b1150'],
  ['#e9f77a', '#2fa66a', '#06343a'],
  ['#ffb199', '#ff3d6e', '#40103a'],
] as const;

/** FNV-1a: the same text always gives the same cover. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  // Mixed once more: neighbouring texts must not share their colours.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * A cover for a track that has no artwork, as CSS variables. Holds only numbers and our colours.
 */
export function createCoverStyle(seed: string): Record<`--${string}`, string> {
  const value = hash(seed);
  const pick = (shift: number, span: number) => (value >>> shift) % span;
  const [light, body, deep] = PALETTES[pick(0, PALETTES.length)] ?? PALETTES[0];
  return {
    '--light': light,
    '--body': body,
    '--deep': deep,
    '--x': `${15 + pick(4, 60)}%`,
    '--y': `${5 + pick(9, 50)}%`,
    '--turn': `${90 + pick(14, 120)}deg`,
  };
}
